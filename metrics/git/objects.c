/* The object database: where its directories are, and single objects out of it. */
#include <string.h>

#include "digest.h"
#include "repo.h"

enum { REOPENED_MOST = 4 };

/* A path of GIT_ALTERNATE_OBJECT_DIRECTORIES that begins with a quote is
 * written as in C.  Returns the character behind the closing quote. */
static const char *unquote(const char *quoted, struct bytes *out)
{
	static const char named[] = "abfnrtv\"\\", meant[] = "\a\b\f\n\r\t\v\"\\";
	const char *c = quoted + 1;

	while (*c && *c != '"') {
		const char *name = NULL;

		if (*c != '\\') {
			bytes_add_char(out, *c++);
			continue;
		}
		c++;
		if (*c >= '0' && *c <= '3' && c[1] && c[2]) {
			bytes_add_char(out, (char)((c[0] - '0') << 6 | (c[1] - '0') << 3 |
			                           (c[2] - '0')));
			c += 3;
			continue;
		}
		if (*c)
			name = strchr(named, *c);
		bytes_add_char(out, name ? meant[name - named] : *c);
		c += *c != '\0';
	}
	return c + (*c == '"');
}

static int add_alternates(struct repo *repo, git_odb *odb, const char *list)
{
	struct bytes path = BYTES_INIT;
	int error = 0;

	while (!error && *list) {
		bytes_clear(&path);
		if (*list == '"')
			list = unquote(list, &path);
		const char *end = strchrnul(list, ':');
		bytes_add(&path, list, (size_t)(end - list));
		list = end + (*end == ':');
		if (path.size)
			error = git_odb_add_disk_alternate(odb, place_resolve(repo, repo->top,
			                                                      path.data));
	}
	bytes_release(&path);
	return error;
}

/* With GIT_OBJECT_DIRECTORY the objects being received lie apart from those
 * that are there already. */
enum status objects_open(struct repo *repo, struct fault *fault)
{
	const char *named = environment_value("GIT_OBJECT_DIRECTORY");
	const char *alternates = environment_value("GIT_ALTERNATE_OBJECT_DIRECTORIES");
	const char *directory = named ? place_resolve(repo, repo->top, named)
	                              : place_resolve(repo, repo->common_dir, "objects");
	git_odb *odb = NULL;

	if (named)
		environment_set(&repo->environment, "GIT_OBJECT_DIRECTORY", directory);
	if (repo->by_git.objects)
		return STATUS_OK;
	if (git_odb_open(&odb, directory) < 0 ||
	    (alternates && add_alternates(repo, odb, alternates) < 0) ||
	    (repo->handle && git_repository_set_odb(repo->handle, odb) < 0)) {
		git_odb_free(odb);
		return fault_libgit2(fault, STATUS_UNABLE, "cannot open the objects in %s",
		                     directory);
	}
	git_odb_free(repo->odb);
	repo->odb = odb;
	return STATUS_OK;
}

/* --- single objects ------------------------------------------------------------ */

/*
 * libgit2 looks a second time by itself when an object is not found.  Other
 * errors may come of a pack that was repacked away under us: then everything
 * is opened anew, a few times at most.
 */
static bool try_again(struct repo *repo, int error)
{
	struct fault ignored;

	return error != GIT_ENOTFOUND && repo->reopened++ < REOPENED_MOST &&
	       objects_open(repo, &ignored) == STATUS_OK;
}

static enum status object_status(int error, const struct object_id *id, struct fault *fault)
{
	char hex[OBJECT_ID_HEX];

	if (error == GIT_ENOTFOUND)
		return STATUS_ABSENT;
	return fault_libgit2(fault, STATUS_UNABLE, "cannot read object %s", object_id_hex(id, hex));
}

static enum status fault_type(const struct object_id *id, git_object_t found, git_object_t wanted,
                              struct fault *fault)
{
	char hex[OBJECT_ID_HEX];

	return fault_set(fault, STATUS_UNABLE, "object %s is a %s and should be a %s",
	                 object_id_hex(id, hex), git_object_type2string(found),
	                 git_object_type2string(wanted));
}

enum status object_header(struct repo *repo, const struct object_id *id, uint64_t *size,
                          git_object_t *type, struct fault *fault)
{
	git_oid oid = oid_of_id(id);
	size_t found = 0;
	int error;

	if (id->size != repo->id_size || object_id_none(id))
		return STATUS_ABSENT;
	if (repo->by_git.objects)
		return object_header_by_git(repo, id, size, type, fault);
	error = git_odb_read_header(&found, type, repo->odb, &oid);
	if (error < 0 && try_again(repo, error))
		error = git_odb_read_header(&found, type, repo->odb, &oid);
	*size = found;
	return error < 0 ? object_status(error, id, fault) : STATUS_OK;
}

static enum status read_by_libgit2(struct repo *repo, const struct object_id *id,
                                   struct object *out, struct fault *fault)
{
	git_oid oid = oid_of_id(id);
	int error = git_odb_read(&out->cached, repo->odb, &oid);

	if (error < 0 && try_again(repo, error))
		error = git_odb_read(&out->cached, repo->odb, &oid);
	if (error < 0)
		return object_status(error, id, fault);
	out->type = git_odb_object_type(out->cached);
	out->data = git_odb_object_data(out->cached);
	out->size = git_odb_object_size(out->cached);
	return STATUS_OK;
}

enum status object_read(struct repo *repo, const struct object_id *id, git_object_t type,
                        struct object *out, struct fault *fault)
{
	enum status status;

	*out = OBJECT_INIT;
	if (id->size != repo->id_size || object_id_none(id))
		return STATUS_ABSENT;
	status = repo->by_git.objects ? object_read_by_git(repo, id, out, fault)
	                              : read_by_libgit2(repo, id, out, fault);
	if (!status && out->type != type)
		status = fault_type(id, out->type, type, fault);
	if (status)
		object_release(out);
	return status;
}

void object_release(struct object *object)
{
	git_odb_object_free(object->cached);
	bytes_release(&object->bytes);
	*object = OBJECT_INIT;
}

struct object_id object_id_of_file(const struct repo *repo, struct text bytes)
{
	struct bytes header = BYTES_INIT;
	struct digest digest;
	git_oid oid = { { 0 } };

	if (repo->id_size == GIT_OID_RAWSZ) {
		git_odb_hash(&oid, bytes.data ? bytes.data : "", bytes.size, GIT_OBJECT_BLOB);
		return id_of_oid(&oid);
	}
	bytes_format(&header, "blob %zu", bytes.size);
	digest_init(&digest, repo->id_size);
	digest_add(&digest, (struct text){ header.data, header.size + 1 }); /* with its NUL */
	digest_add(&digest, bytes);
	bytes_release(&header);
	return digest_end(&digest);
}
