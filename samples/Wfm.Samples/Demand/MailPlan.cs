using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>Mail expected in one stretch of a day.</summary>
/// <param name="Start">From.</param>
/// <param name="End">To.</param>
/// <param name="Items">Letters, in the mean.</param>
/// <param name="HandleSeconds">Work on one.</param>
public readonly record struct ExpectedMail(LocalDateTime Start, LocalDateTime End, double Items, double HandleSeconds);

/// <summary>80 to 130 mails on a weekday for a centre of 52, promised within one working day; a few at night and on days closed.</summary>
internal static class MailPlan
{
    /// <summary>The queue's code.</summary>
    public const string Queue = "epost";

    private const double HandleSeconds = 420;
    private static readonly double[] Weekdays = [124, 112, 105, 100, 88, 22, 26];
    private static readonly (int From, int To, double Share)[] Stretches = [(0, 7, 0.07), (7, 12, 0.43), (12, 17, 0.36), (17, 24, 0.14)];

    public static IReadOnlyList<ExpectedMail> Of(double factor, SchedulePeriod period, CentreCalendar calendar) =>
    [
        .. from day in Enumerable.Range(0, period.Weeks * 7)
           let date = period.FirstDay.PlusDays(day)
           let weekday = Weekdays[(int)date.DayOfWeek - 1]
           let items = weekday > 50 && !calendar.IsOpen(date) ? 30 : weekday
           from stretch in Stretches
           select new ExpectedMail(date.AtMidnight().PlusHours(stretch.From), date.AtMidnight().PlusHours(stretch.To), Math.Round(items * factor * stretch.Share, 1), HandleSeconds),
    ];
}
