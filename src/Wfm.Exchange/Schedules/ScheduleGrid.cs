using System.Globalization;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>A version of a schedule as people edit it in a spreadsheet: rows of persons, columns of days.</summary>
/// <param name="Period">The weeks it is for.</param>
/// <param name="Version">The version that was given out.</param>
/// <param name="Edits">Steps by hand that version had seen, undone ones included; 0 or more.</param>
/// <param name="Zone">The clock of the centre.</param>
/// <param name="People">The persons shown, in the order of the rows; only they can be edited.</param>
/// <param name="Shifts">Their shifts, at most one per person and day.</param>
public sealed record ScheduleGrid(SchedulePeriod Period, int Version, int Edits, DateTimeZone Zone, IReadOnlyList<GridPerson> People, IReadOnlyList<Shift> Shifts)
{
    /// <summary>What the file says it was made from.</summary>
    public GridOrigin Origin => new(Period.FirstDay, Period.Weeks, Version, Edits);

    /// <summary>When people are lent to other groups; told on a sheet of its own, not read back.</summary>
    public ILookup<AgentId, LentPiece> Lent { get; init; } = Enumerable.Empty<LentPiece>().ToLookup(_ => default(AgentId));
}

/// <summary>A row of a grid.</summary>
/// <param name="Id">Code; what the row is found by.</param>
/// <param name="Name">What colleagues call them; not read back.</param>
/// <param name="Group">Their answer group; not read back.</param>
public sealed record GridPerson(AgentId Id, string Name, GroupId Group);

/// <summary>Which schedule a file was made from, so that an edit of an older one can be told.</summary>
/// <param name="FirstDay">The Monday its period begins on.</param>
/// <param name="Weeks">Weeks of the period.</param>
/// <param name="Version">The version that was given out.</param>
/// <param name="Edits">Steps by hand it had seen then.</param>
public sealed record GridOrigin(LocalDate FirstDay, int Weeks, int Version, int Edits = 0)
{
    /// <summary>Reads like <c>2026-01-05/10w v3</c>, and <c>2026-01-05/10w v3 e12</c> once it was edited by hand.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{FirstDay:uuuu-MM-dd}/{Weeks}w v{Version}{(Edits > 0 ? string.Create(CultureInfo.InvariantCulture, $" e{Edits}") : "")}");

    internal static GridOrigin? Find(string text)
    {
        string[] parts = text.Split(["/", "w v", " e"], StringSplitOptions.None);
        int edits = 0;
        return parts.Length is 3 or 4 && (parts.Length == 3 || Numbers.TryWhole(parts[3], out edits)) && WrittenTime.TryDate(parts[0], out LocalDate day)
            && Numbers.TryWhole(parts[1], out int weeks) && Numbers.TryWhole(parts[2], out int version)
            ? new GridOrigin(day, weeks, version, edits)
            : null;
    }
}

/// <summary>What somebody changed in a grid; rules and costs are for the caller to look at.</summary>
/// <param name="Origin">What the edited file was made from.</param>
/// <param name="Edits">Every shift that is different, by person in the order of the grid and then by day; none when nothing was changed.</param>
public sealed record GridEdit(GridOrigin Origin, IReadOnlyList<ShiftEdit> Edits);

/// <summary>One person's day before and after an edit.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Date">The local day the shift begins on.</param>
/// <param name="Before">The shift as it was given out; empty when there was none.</param>
/// <param name="After">The shift as it came back; empty when it was taken away.</param>
public sealed record ShiftEdit(AgentId Agent, LocalDate Date, Shift? Before, Shift? After);
