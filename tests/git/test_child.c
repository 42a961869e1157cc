/* Running git: whole answers, no waiting for each other, nothing left behind. */
#include <errno.h>

#include "metrics/git/child.h"
#include "sandbox.h"

struct asked {
	struct bytes program;
	struct environment environment;
	struct git_child child;
	struct git_answer answer;
};

static struct asked asked_new(void)
{
	struct asked asked = { 0 };

	assert_true(git_program(&asked.program));
	environment_init(&asked.environment);
	return asked;
}

static enum status ask(struct asked *asked, const char *const *arguments, struct text input,
                       size_t most)
{
	struct git_question question = { .arguments = arguments, .input = input, .most = most };
	struct fault fault = { 0 };
	enum status status;

	asked->child = (struct git_child){
		.program = asked->program.data,
		.environment = &asked->environment,
	};
	status = git_ask(&asked->child, &question, &asked->answer, &fault);
	assert_int_equal(fault.status, status);
	return status;
}

static void asked_free(struct asked *asked)
{
	git_answer_release(&asked->answer);
	environment_release(&asked->environment);
	bytes_release(&asked->program);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

static void add_settings(struct bytes *input, size_t least)
{
	bytes_add_string(input, "[bole]\n");
	for (size_t i = 0; input->size < least; i++)
		bytes_format(input, "\tsetting%zu = some value or other\n", i);
}

static void input_and_output_may_be_larger_than_any_pipe(void **state)
{
	struct asked asked = asked_new();
	struct bytes input = BYTES_INIT;

	(void)state;
	add_settings(&input, 2 << 20);
	assert_int_equal(ask(&asked, GIT_ARGUMENTS("config", "--file", "-", "--list"),
	                     bytes_text(&input), 64 << 20),
	                 STATUS_OK);
	assert_int_equal(asked.answer.exit_status, 0);
	assert_true(asked.answer.out.size > 2 << 20);
	bytes_release(&input);
	asked_free(&asked);
}

static void an_answer_beyond_the_limit_is_an_error_and_no_wait(void **state)
{
	struct asked asked = asked_new();
	struct bytes input = BYTES_INIT;

	(void)state;
	add_settings(&input, 2 << 20);
	assert_int_equal(ask(&asked, GIT_ARGUMENTS("config", "--file", "-", "--list"),
	                     bytes_text(&input), 1000),
	                 STATUS_UNABLE);
	bytes_release(&input);
	asked_free(&asked);
}

static void an_answer_of_just_the_limit_is_whole(void **state)
{
	struct asked asked = asked_new();

	(void)state;
	assert_int_equal(ask(&asked, GIT_ARGUMENTS("config", "--file", "-", "--list"),
	                     TEXT("[a]\nb=c\n"), sizeof("a.b=c\n") - 1),
	                 STATUS_OK);
	assert_string_equal(asked.answer.out.data, "a.b=c\n");
	asked_free(&asked);
}

static void a_child_that_does_not_read_its_input_does_no_harm(void **state)
{
	struct asked asked = asked_new();
	struct bytes input = BYTES_INIT;

	(void)state;
	add_settings(&input, 2 << 20);
	assert_int_equal(ask(&asked, GIT_ARGUMENTS("version"), bytes_text(&input), 1000),
	                 STATUS_OK);
	assert_true(text_starts(git_line(&asked.answer), "git version "));
	bytes_release(&input);
	asked_free(&asked);
}

static void an_exit_status_and_its_reason_are_told(void **state)
{
	struct asked asked = asked_new();

	(void)state;
	assert_int_equal(ask(&asked, GIT_ARGUMENTS("rev-parse", "--git-dir"), TEXT(""), 1000),
	                 STATUS_OK);
	assert_int_equal(asked.answer.exit_status, 128);
	assert_true(text_starts(git_complaint(&asked.answer), "not a git repository"));
	asked_free(&asked);
}

/* The program stands in for a git whose commit graph is damaged, which crashes by chance. */
static void what_crashes_or_dies_over_an_aid_is_asked_again_unaided(void **state)
{
	static const char *const ends[] = { "kill -SEGV $$", "kill -BUS $$", "kill -ABRT $$",
		                            "exit 128" };
	struct asked asked = asked_new();

	(void)state;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		shell("printf '%%s\\n' '#!/bin/sh' 'case \"$*\" in *core.commitGraph=false*) echo "
		      "whole;; *) echo half; %s;; esac' >git && chmod +x git",
		      ends[i]);
		bytes_clear(&asked.program);
		bytes_add_string(&asked.program, "./git");
		assert_int_equal(ask(&asked, GIT_ARGUMENTS("version"), TEXT(""), 1000), STATUS_OK);
		assert_int_equal(asked.answer.exit_status, 0);
		assert_string_equal(asked.answer.out.data, "whole\n");
	}
	asked_free(&asked);
}

static void variables_of_one_call_of_git_do_not_leak_into_another(void **state)
{
	struct asked asked;

	(void)state;
	setenv("GIT_CONFIG", "/nowhere", 1);
	setenv("GIT_NO_LAZY_FETCH", "0", 1);
	asked = asked_new();
	for (size_t i = 0; i < asked.environment.count; i++) {
		assert_null(strstr(asked.environment.entries[i], "/nowhere"));
		assert_string_not_equal(asked.environment.entries[i], "GIT_NO_LAZY_FETCH=0");
	}
	assert_null(asked.environment.entries[asked.environment.count]);
	asked_free(&asked);
	unsetenv("GIT_CONFIG");
	unsetenv("GIT_NO_LAZY_FETCH");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(input_and_output_may_be_larger_than_any_pipe),
		in_sandbox(an_answer_beyond_the_limit_is_an_error_and_no_wait),
		in_sandbox(an_answer_of_just_the_limit_is_whole),
		in_sandbox(a_child_that_does_not_read_its_input_does_no_harm),
		in_sandbox(an_exit_status_and_its_reason_are_told),
		in_sandbox(what_crashes_or_dies_over_an_aid_is_asked_again_unaided),
		in_sandbox(variables_of_one_call_of_git_do_not_leak_into_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
