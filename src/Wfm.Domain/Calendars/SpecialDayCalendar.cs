using NodaTime;

namespace Wfm.Domain;

/// <summary>The special days of a country or an employer, by date.</summary>
public sealed class SpecialDayCalendar
{
    private readonly Func<int, IReadOnlyList<SpecialDay>> _ofYear;

    /// <param name="ofYear">The special days of a calendar year, any order, at most one per date; asked with the years it covers only.</param>
    public SpecialDayCalendar(Func<int, IReadOnlyList<SpecialDay>> ofYear)
    {
        ArgumentNullException.ThrowIfNull(ofYear);
        _ofYear = ofYear;
    }

    /// <summary>No special days at all.</summary>
    public static SpecialDayCalendar None { get; } = new(_ => []);

    /// <summary>Sweden, with the eves and shortened days most municipalities have.</summary>
    public static SpecialDayCalendar Sweden { get; } = SwedishDays.Calendar(SwedishDays.MunicipalTable);

    /// <summary>A fixed list of days, such as a file of holidays; a date named twice keeps its first.</summary>
    /// <param name="days">The days.</param>
    public static SpecialDayCalendar Of(IEnumerable<SpecialDay> days)
    {
        ILookup<int, SpecialDay> byYear = days.DistinctBy(day => day.Date).ToLookup(day => day.Date.Year);
        return new SpecialDayCalendar(year => [.. byYear[year]]);
    }

    /// <summary>Every special day from one date to another, both included, in order.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    public IReadOnlyList<SpecialDay> Between(LocalDate from, LocalDate to)
    {
        List<SpecialDay> days = [];
        for (int year = from.Year; year <= to.Year; year++)
        {
            days.AddRange(_ofYear(year).Where(day => day.Date >= from && day.Date <= to));
        }

        return [.. days.OrderBy(day => day.Date)];
    }

    /// <summary>The special day on a date; empty on an ordinary day.</summary>
    /// <param name="date">The day asked about.</param>
    public SpecialDay? On(LocalDate date) => _ofYear(date.Year).FirstOrDefault(day => day.Date == date);
}
