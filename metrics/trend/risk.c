#include "bole/trend.h"

#include <math.h>

double risk_of(double sloc, double debt, double fan_out, double activity, double repairs)
{
	return sqrt(sloc / 4 + debt + 5 * fan_out) * pow(0.1 + activity + 2 * repairs, 0.7);
}

double risk_weight(int64_t age_seconds)
{
	return age_seconds <= 0 ? 1 : exp2(-(double)age_seconds / (RISK_HALF_LIFE_DAYS * 86400.0));
}
