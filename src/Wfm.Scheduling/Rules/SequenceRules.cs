using System.Globalization;
using NodaTime;

namespace Wfm.Scheduling.Rules;

/// <summary>Nobody works more than <paramref name="most"/> days in a row; absence counts as days off.</summary>
/// <param name="most">Calendar days.</param>
public sealed class WorkingDaysInARowRule(int most) : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Working days in a row";

    /// <inheritdoc/>
    public string Paragraph => "contract";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule)
    {
        int run = 0;
        LocalDate? last = null, own = null;
        foreach (WorkedShift shift in schedule.All)
        {
            run = last is { } before && before.PlusDays(1) == shift.Date ? run + 1 : shift.Date == last ? run : 1;
            last = shift.Date;
            own = shift.Day >= 0 ? shift.Date : run == 1 ? null : own;
            if (run > most && own is { } date)
            {
                yield return new RuleViolation(
                    Name, Paragraph, schedule.Person.Id, date, run - most,
                    string.Create(CultureInfo.InvariantCulture, $"working day {run} in a row; at most {most} allowed."))
                {
                    Facts = FormattableString.Invariant($"{run}|{most}"),
                };
            }
        }
    }
}

/// <summary>Days off between two shifts come in runs of at least <paramref name="least"/>.</summary>
/// <param name="least">Calendar days; the run before the first known shift and after the last is free.</param>
public sealed class DaysOffInARowRule(int least) : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Days off in a row";

    /// <inheritdoc/>
    public string Paragraph => "contract";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule) =>
        from pair in schedule.ConsecutiveShifts()
        let off = Period.DaysBetween(pair.Earlier.Date, pair.Later.Date) - 1
        where off > 0 && off < least
        select new RuleViolation(
            Name, Paragraph, schedule.Person.Id, pair.Date, least - off,
            string.Create(CultureInfo.InvariantCulture, $"{off} days off before {pair.Later.Date:yyyy-MM-dd}; at least {least} in a row required."))
        {
            Facts = FormattableString.Invariant($"{off}|{pair.Later.Date:uuuu-MM-dd}|{least}"),
        };
}

/// <summary>Nobody works more than <paramref name="most"/> weekends of the period; Saturday or Sunday makes a weekend.</summary>
/// <param name="most">Weekends.</param>
public sealed class WeekendsRule(int most) : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Weekends worked";

    /// <inheritdoc/>
    public string Paragraph => "contract";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule)
    {
        List<LocalDate> weekends =
        [
            .. schedule.Planned.Where(shift => shift.Date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
                .Select(shift => shift.Date.DayOfWeek == IsoDayOfWeek.Sunday ? shift.Date.PlusDays(-1) : shift.Date).Distinct(),
        ];
        if (weekends.Count > most)
        {
            yield return new RuleViolation(
                Name, Paragraph, schedule.Person.Id, weekends[most], weekends.Count - most,
                string.Create(CultureInfo.InvariantCulture, $"{weekends.Count} weekends worked; at most {most} allowed."))
            {
                Facts = FormattableString.Invariant($"{weekends.Count}|{most}"),
            };
        }
    }
}
