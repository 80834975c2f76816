using System.Globalization;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A shift template as stored.</summary>
public sealed class StoredShiftTemplate : IRowVersioned
{
    /// <param name="unit">Whose.</param>
    /// <param name="template">What to store.</param>
    public StoredShiftTemplate(BusinessUnitId unit, ShiftTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        BusinessUnitId = unit;
        Code = template.Id;
        Take(template);
    }

    private StoredShiftTemplate()
    {
    }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The code, unique in the unit.</summary>
    public TemplateId Code { get; private set; }

    /// <summary>ISO numbers of the weekdays it may be used on, such as <c>12345</c>.</summary>
    public string Weekdays { get; private set; } = "";

    /// <summary>Earliest start.</summary>
    public LocalTime EarliestStart { get; private set; }

    /// <summary>Latest start.</summary>
    public LocalTime LatestStart { get; private set; }

    /// <summary>Starts lie whole multiples of this after the earliest.</summary>
    public Duration StartStep { get; private set; }

    /// <summary>Shortest paid time.</summary>
    public Duration ShortestWork { get; private set; }

    /// <summary>Longest paid time.</summary>
    public Duration LongestWork { get; private set; }

    /// <summary>Shortest meal break.</summary>
    public Duration ShortestLunch { get; private set; }

    /// <summary>Longest meal break.</summary>
    public Duration LongestLunch { get; private set; }

    /// <summary>Earliest start of the meal break.</summary>
    public LocalTime? EarliestLunch { get; private set; }

    /// <summary>Latest end of the meal break.</summary>
    public LocalTime? LatestLunchEnd { get; private set; }

    /// <summary>Paid short breaks.</summary>
    public int Breaks { get; private set; }

    /// <summary>Length of each short break.</summary>
    public Duration BreakLength { get; private set; }

    /// <summary>The contract it is for; empty means any.</summary>
    public ContractId? ContractCode { get; private set; }

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Takes over changed settings.</summary>
    /// <param name="template">The template as it should be from now on.</param>
    public void Take(ShiftTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        Weekdays = string.Concat(template.Weekdays.Order().Select(day => ((int)day).ToString(CultureInfo.InvariantCulture)));
        EarliestStart = template.EarliestStart;
        LatestStart = template.LatestStart;
        StartStep = template.StartStep;
        ShortestWork = template.ShortestWork;
        LongestWork = template.LongestWork;
        ShortestLunch = template.ShortestLunch;
        LongestLunch = template.LongestLunch;
        EarliestLunch = template.EarliestLunch;
        LatestLunchEnd = template.LatestLunchEnd;
        Breaks = template.Breaks;
        BreakLength = template.BreakLength;
        ContractCode = template.Contract;
    }

    /// <summary>The template in the words of the domain.</summary>
    public ShiftTemplate ToDomain() => new(
        Code,
        [.. Weekdays.Select(digit => (IsoDayOfWeek)(digit - '0'))],
        EarliestStart,
        LatestStart,
        StartStep,
        ShortestWork,
        LongestWork,
        ShortestLunch,
        LongestLunch,
        EarliestLunch,
        LatestLunchEnd,
        Breaks,
        BreakLength,
        ContractCode);
}
