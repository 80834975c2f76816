using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>The days a saved report is about, seen from the day it is made.</summary>
public enum SavedSpan
{
    /// <summary>The day before.</summary>
    Yesterday,

    /// <summary>The ISO week before, Monday to Sunday.</summary>
    LastWeek,

    /// <summary>The calendar month before.</summary>
    LastMonth,

    /// <summary>From the first of this month to the day before; on the first, the month before.</summary>
    MonthToDate,
}

/// <summary>How often a saved report is made.</summary>
public enum SavedEvery
{
    /// <summary>Only when asked.</summary>
    Never,

    /// <summary>Every night.</summary>
    Day,

    /// <summary>In the night to Monday.</summary>
    Week,

    /// <summary>In the night to the first of the month.</summary>
    Month,
}

/// <summary>What a saved report is.</summary>
/// <param name="Title">What its owner calls it.</param>
/// <param name="Report">Which report.</param>
/// <param name="Span">Which days.</param>
/// <param name="Step">The length of a row.</param>
/// <param name="Format">The format of the file, such as <c>xlsx</c>.</param>
/// <param name="Language"><c>sv</c> or <c>en</c>.</param>
/// <param name="Every">How often.</param>
/// <param name="HourlyPrice">What a paid hour costs, where the report is about cost.</param>
public sealed record SavedReportContent(
    string Title, string Report, SavedSpan Span, ReportStep Step, string Format, string Language, SavedEvery Every, double? HourlyPrice);

/// <summary>A report that is made again and again and laid into the inbox of its receivers.</summary>
public sealed class StoredSavedReport : IRowVersioned
{
    private readonly List<StoredReportReceiver> _receivers = [];

    /// <param name="unit">Where.</param>
    /// <param name="owner">Whose.</param>
    /// <param name="content">What it is.</param>
    /// <param name="receivers">Who gets it.</param>
    public StoredSavedReport(BusinessUnitId unit, AccountId owner, SavedReportContent content, IEnumerable<AccountId> receivers)
    {
        (BusinessUnitId, Owner) = (unit, owner);
        Take(content, receivers);
    }

    private StoredSavedReport()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Whose.</summary>
    public AccountId Owner { get; private set; }

    /// <summary>What its owner calls it.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Which report.</summary>
    public string Report { get; private set; } = "";

    /// <summary>Which days.</summary>
    public SavedSpan Span { get; private set; }

    /// <summary>The length of a row.</summary>
    public ReportStep Step { get; private set; }

    /// <summary>The format of the file.</summary>
    public string Format { get; private set; } = "";

    /// <summary>The language of its words.</summary>
    public string Language { get; private set; } = "";

    /// <summary>How often.</summary>
    public SavedEvery Every { get; private set; }

    /// <summary>What a paid hour costs.</summary>
    public double? HourlyPrice { get; private set; }

    /// <summary>The local day it was last made on.</summary>
    public LocalDate? ProducedOn { get; private set; }

    /// <summary>Who gets it.</summary>
    public IReadOnlyList<StoredReportReceiver> Receivers => _receivers;

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>What it is.</summary>
    public SavedReportContent Content => new(Title, Report, Span, Step, Format, Language, Every, HourlyPrice);

    /// <summary>Becomes another one.</summary>
    /// <param name="content">What it is.</param>
    /// <param name="receivers">Who gets it.</param>
    public void Take(SavedReportContent content, IEnumerable<AccountId> receivers)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(receivers);
        (Title, Report, Span, Step) = (content.Title, content.Report, content.Span, content.Step);
        (Format, Language, Every, HourlyPrice) = (content.Format, content.Language, content.Every, content.HourlyPrice);
        AccountId[] wanted = [.. receivers.Distinct()];
        _receivers.RemoveAll(receiver => !wanted.Contains(receiver.AccountId));
        _receivers.AddRange(wanted.Where(account => _receivers.All(receiver => receiver.AccountId != account)).Select(account => new StoredReportReceiver(account)));
    }

    /// <summary>Whether it is to be made on a day, not having been made on it yet.</summary>
    /// <param name="today">The local day.</param>
    public bool IsDue(LocalDate today) => ProducedOn != today && Every switch
    {
        SavedEvery.Day => true,
        SavedEvery.Week => today.DayOfWeek == IsoDayOfWeek.Monday,
        SavedEvery.Month => today.Day == 1,
        _ => false,
    };

    /// <summary>The days it is about when made on a day.</summary>
    /// <param name="today">The local day.</param>
    public ReportSpan SpanOn(LocalDate today)
    {
        LocalDate monday = today.PlusDays(1 - (int)today.DayOfWeek), first = DateAdjusters.StartOfMonth(today);
        return Span switch
        {
            SavedSpan.Yesterday => new ReportSpan(today.PlusDays(-1), today.PlusDays(-1), Step),
            SavedSpan.LastWeek => new ReportSpan(monday.PlusWeeks(-1), monday.PlusDays(-1), Step),
            SavedSpan.MonthToDate when today != first => new ReportSpan(first, today.PlusDays(-1), Step),
            _ => new ReportSpan(first.PlusMonths(-1), first.PlusDays(-1), Step),
        };
    }

    /// <summary>It was made.</summary>
    /// <param name="today">The local day.</param>
    public void Produced(LocalDate today) => ProducedOn = today;
}

/// <summary>Somebody who gets a saved report.</summary>
public sealed class StoredReportReceiver
{
    internal StoredReportReceiver(AccountId account) => AccountId = account;

    private StoredReportReceiver()
    {
    }

    /// <summary>Which saved report.</summary>
    public int SavedReportId { get; private set; }

    /// <summary>Who.</summary>
    public AccountId AccountId { get; private set; }
}
