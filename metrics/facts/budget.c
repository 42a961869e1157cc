#include "budget.h"

#include "worker.h"

static const double budget_files = 1.6, beyond_files = 1.6;

enum {
	LEAST_PART = 100,                       /* of its time is every file's */
	SMALL_PART = 5000,                      /* of its time is usual for the smallest */
	TROUBLE_PART = 8,                       /* spent: it is short */
	USUAL_BYTES = SYNTAX_BYTES_MAX / 2 * 3, /* in all its time, */
	SOUND_PART = 4,                         /* of which sound trees need so much */
};

static int64_t usual_time(const struct budget *budget, size_t size)
{
	return budget->file * (int64_t)size / USUAL_BYTES;
}

static int64_t overspent(const struct budget *budget)
{
	return budget->account->spent - budget->account->earned;
}

static int64_t left_of(const struct budget *budget)
{
	return (int64_t)(budget_files * (double)budget->file) - overspent(budget);
}

bool budget_is_short(const struct budget *budget)
{
	return overspent(budget) > budget->file / TROUBLE_PART;
}

bool budget_is_gone(const struct budget *budget)
{
	return left_of(budget) < -(int64_t)(beyond_files * (double)budget->file);
}

void budget_settle(struct budget *budget, size_t size, size_t error_bytes, int64_t taken)
{
	int64_t usual = budget->file / SMALL_PART + usual_time(budget, size);

	if (error_bytes > size / 2)
		usual /= SOUND_PART;
	else
		budget->account->earned += (taken < usual ? taken : usual) / 2;
	if (taken > usual)
		budget->account->spent += taken - usual;
}

void budget_spend(struct budget *budget, int64_t taken)
{
	budget->account->spent += taken;
}

struct time_allowed budget_for(const struct budget *budget, size_t size)
{
	int64_t all = budget->file, least = all / LEAST_PART, share = left_of(budget) * 2 / 3;
	int64_t time = (share > least ? share : least) +
	               usual_time(budget, size < WORKER_STEP ? size : WORKER_STEP);
	bool lowered = time < all;

	return (struct time_allowed){
		.first = lowered ? time : all,
		.step = lowered ? usual_time(budget, WORKER_STEP) : 0,
		.lowered = lowered,
	};
}
