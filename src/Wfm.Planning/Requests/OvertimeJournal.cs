using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Planning;

/// <summary>What one person works beyond ordinary time, day by day: hours of a part-timer up to full time in the week are mertid, the rest overtime.</summary>
public sealed class OvertimeJournal
{
    private const int DaysOfFourWeeks = 28;

    // Hours are sums of minutes.
    private const double Rounding = 1e-9;

    private readonly List<(LocalDate Date, double Extra, double Over, Interval Span)> _days = [];
    private readonly double _extraPerWeek;
    private readonly OvertimeLimits _limits;

    /// <param name="agreed">What was agreed on, in any order; counted on the day it begins. Of weeks that count it is all there.</param>
    /// <param name="contract">The person's contract.</param>
    /// <param name="zone">Zone of the wall clock.</param>
    /// <param name="limits">How much may be worked.</param>
    public OvertimeJournal(IEnumerable<Interval> agreed, Contract contract, DateTimeZone zone, OvertimeLimits limits)
    {
        ArgumentNullException.ThrowIfNull(agreed);
        ArgumentNullException.ThrowIfNull(contract);
        _extraPerWeek = contract.ExtraTimePerWeek.TotalHours;
        _limits = limits;
        foreach (Interval span in agreed.OrderBy(span => span.Start))
        {
            LocalDate date = span.Start.InZone(zone).Date;
            double hours = span.Duration.TotalHours, extra = Math.Min(hours, ExtraLeftIn(date));
            _days.Add((date, extra, hours - extra, span));
        }
    }

    /// <summary>What was agreed on that begins on a day, in order.</summary>
    /// <param name="date">The day.</param>
    public IEnumerable<Interval> AgreedOn(LocalDate date) => _days.Where(day => day.Date == date).Select(day => day.Span);

    /// <summary>Hours that may still be worked in the week of a day before it is overtime; 0 or more.</summary>
    /// <param name="date">The day.</param>
    public double ExtraLeftIn(LocalDate date)
    {
        LocalDate monday = Monday(date);
        return Math.Max(0, _extraPerWeek - _days.Where(day => Monday(day.Date) == monday).Sum(day => day.Extra));
    }

    /// <summary>The hours worked so far beside what may be worked, as on a day; mertid of part-timers only.</summary>
    /// <param name="date">The day.</param>
    public IReadOnlyList<CountedHours> On(LocalDate date) =>
    [
        new(CountedKind.OvertimeInFourWeeks, OverInFourWeeks(date, 0), _limits.InFourWeeks.TotalHours),
        new(CountedKind.OvertimeInMonth, OverInMonth(date), _limits.InMonth.TotalHours),
        new(CountedKind.OvertimeInYear, OverInYear(date), _limits.InYear.TotalHours),
        .. _extraPerWeek > 0 ? [new CountedHours(CountedKind.ExtraTimeInYear, ExtraInYear(date), _limits.ExtraTimeInYear.TotalHours)] : Array.Empty<CountedHours>(),
    ];

    /// <summary>What more hours on a day would pass.</summary>
    /// <param name="agent">Whose journal it is.</param>
    /// <param name="date">The day.</param>
    /// <param name="extra">Hours of mertid; 0 or more.</param>
    /// <param name="over">Hours of overtime; 0 or more.</param>
    public IReadOnlyList<RuleViolation> Broken(AgentId agent, LocalDate date, double extra, double over)
    {
        List<RuleViolation> broken = [];
        double year = ExtraInYear(date) + extra, most = _limits.ExtraTimeInYear.TotalHours;
        if (extra > 0 && year > most + Rounding)
        {
            Add("Extra time in a year", "ATL 10 §", year - most, $"{year:0.##} h of mertid in {date.Year} with this; at most {most:0.##} h.");
        }

        (year, most) = (OverInYear(date) + over, _limits.InYear.TotalHours);
        if (over > 0 && year > most + Rounding)
        {
            Add("Overtime in a year", "ATL 8 §", year - most, $"{year:0.##} h of overtime in {date.Year} with this; at most {most:0.##} h.");
        }

        (double month, double weeks) = (OverInMonth(date) + over, OverInFourWeeks(date, over));
        (most, double mostOfWeeks) = (_limits.InMonth.TotalHours, _limits.InFourWeeks.TotalHours);
        if (over > 0 && month > most + Rounding && weeks > mostOfWeeks + Rounding)
        {
            Add("Overtime in a month", "ATL 8 §", month - most, $"{month:0.##} h of overtime in the month and {weeks:0.##} h in four weeks with this; at most {most:0.##} h or {mostOfWeeks:0.##} h.");
        }

        return broken;

        void Add(string rule, string paragraph, double hours, Sentence reason) =>
            broken.Add(new RuleViolation(rule, paragraph, agent, date, Math.Max(1, (int)Math.Round(hours * 60)), reason.Text) { Facts = reason.Facts });
    }

    /// <summary>What more time would pass, after it is cut into mertid and overtime.</summary>
    /// <param name="agent">Whose journal it is.</param>
    /// <param name="asked">The time.</param>
    /// <param name="zone">Zone of the wall clock.</param>
    internal IReadOnlyList<RuleViolation> Broken(AgentId agent, Interval asked, DateTimeZone zone)
    {
        LocalDate date = asked.Start.InZone(zone).Date;
        double hours = asked.Duration.TotalHours, extra = Math.Min(hours, ExtraLeftIn(date));
        return Broken(agent, date, extra, hours - extra);
    }

    /// <summary>A limit that would be passed, as somebody is told by whom nothing else is shown: <c>overtime-in-a-year|0004|201|2026|200</c>.</summary>
    internal static Remark Told(RuleViolation passed) => new($"{passed.Rule.Replace(' ', '-').ToLowerInvariant()}|{passed.Agent}|{passed.Facts}", passed.ToString());

    private double ExtraInYear(LocalDate date) => _days.Where(day => day.Date.Year == date.Year).Sum(day => day.Extra);

    private double OverInYear(LocalDate date) => _days.Where(day => day.Date.Year == date.Year).Sum(day => day.Over);

    private double OverInMonth(LocalDate date) => _days.Where(day => day.Date.Year == date.Year && day.Date.Month == date.Month).Sum(day => day.Over);

    // The fullest four weeks that hold the day.
    private double OverInFourWeeks(LocalDate date, double more) => more + Enumerable.Range(0, DaysOfFourWeeks).Max(back =>
    {
        LocalDate first = date.PlusDays(-back), end = first.PlusDays(DaysOfFourWeeks);
        return _days.Where(day => day.Date >= first && day.Date < end).Sum(day => day.Over);
    });

    private static LocalDate Monday(LocalDate date) => date.PlusDays(1 - (int)date.DayOfWeek);
}

/// <summary>Hours beyond ordinary time and how many there may be.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Hours">How many.</param>
/// <param name="Most">How many there may be.</param>
public sealed record CountedHours(CountedKind Kind, double Hours, double Most);

/// <summary>Hours beyond ordinary time that have a limit.</summary>
public enum CountedKind
{
    /// <summary>Overtime in the fullest four weeks that hold the day.</summary>
    OvertimeInFourWeeks,

    /// <summary>Overtime in the calendar month.</summary>
    OvertimeInMonth,

    /// <summary>Overtime in the calendar year.</summary>
    OvertimeInYear,

    /// <summary>Mertid of a part-timer in the calendar year.</summary>
    ExtraTimeInYear,
}
