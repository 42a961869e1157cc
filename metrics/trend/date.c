#include "bole/trend.h"

#include <stdio.h>

enum { DAY = 24 * 60 * 60 };

/* Days since 1970-01-01 to a date of the Gregorian calendar, in eras of 400
 * years that begin in March, so that the leap day is the last of a year. */
const char *trend_date(int64_t time, char date[TREND_DATE])
{
	int64_t days = time / DAY - (time % DAY < 0) + 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t of_era = days - era * 146097;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;
	int64_t day = of_year - (153 * month + 2) / 5 + 1;

	year += era * 400 + (month >= 10);
	month += month < 10 ? 3 : -9;
	if (year < 1 || year > 9999)
		snprintf(date, TREND_DATE, "an unknown day");
	else
		snprintf(date, TREND_DATE, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
	return date;
}
