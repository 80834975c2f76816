using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Reads everything a unit is made of, in the words of the domain.</summary>
public static class LoadMasterData
{
    /// <summary>Reads it, each list in the order of its codes.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>All lists, none of them null.</returns>
    public static async Task<MasterData> RunAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<StoredOpening> openings = await db.Openings.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        ILookup<QueueId, OpeningPeriod> byQueue = openings
            .OrderBy(row => row.Weekday).ThenBy(row => row.Opens).ThenBy(row => row.Id).ToLookup(row => row.QueueCode, row => row.ToDomain());
        List<StoredQueue> queues = await db.Queues.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<StoredAnswerGroup> groups = await db.AnswerGroups.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<StoredContract> contracts = await db.Contracts.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<StoredShiftTemplate> templates = await db.ShiftTemplates.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<StoredSpecialDay> days = await db.SpecialDays.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<StoredKnownEvent> events = await db.KnownEvents.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<StoredNewQueue> newQueues = await db.NewQueues.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<StoredMinimumPost> posts = await db.MinimumPosts.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        MasterData people = await LoadPeopleAsync(db, unit, cancellationToken);
        return people with
        {
            Groups = [.. groups.OrderBy(row => row.Code.Value, StringComparer.Ordinal).Select(row => row.ToDomain())],
            Queues = [.. queues.OrderBy(row => row.Code.Value, StringComparer.Ordinal).Select(row => row.ToDomain([.. byQueue[row.Code]]))],
            SpecialDays = [.. days.OrderBy(row => row.Date).Select(row => row.ToDomain())],
            Events = [.. events.OrderBy(row => row.FromDate).ThenBy(row => row.Id).Select(row => row.ToDomain())],
            NewQueues = [.. newQueues.OrderBy(row => row.QueueCode.Value, StringComparer.Ordinal).Select(row => row.ToDomain())],
            Posts = [.. posts.OrderBy(row => row.QueueCode.Value, StringComparer.Ordinal).ThenBy(row => row.Weekday ?? IsoDayOfWeek.None).ThenBy(row => row.Starts).ThenBy(row => row.Id).Select(row => row.ToDomain())],
            Contracts = [.. contracts.OrderBy(row => row.Code.Value, StringComparer.Ordinal).Select(row => row.ToDomain())],
            ShiftTemplates = [.. templates.OrderBy(row => row.Code.Value, StringComparer.Ordinal).Select(row => row.ToDomain())],
        };
    }

    /// <summary>Reads it as it is on a day: assignments of agents and targets of queues may change from a day on.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>All lists, none of them null.</returns>
    public static async Task<MasterData> OnAsync(WfmDb db, BusinessUnitId unit, LocalDate day, CancellationToken cancellationToken) =>
        await HistoryByDay.ApplyAsync(await RunAsync(db, unit, cancellationToken), db, unit, day, cancellationToken);

    private static async Task<MasterData> LoadPeopleAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        List<StoredAgent> agents = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<StoredSkill> skills = await db.Skills.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<StoredAbsence> absences = await db.Absences.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<StoredMeeting> meetings = await db.Meetings.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<StoredWish> wishes = await db.Wishes.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<StoredPreviousShift> shifts = await db.PreviousShifts.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        return new MasterData
        {
            Agents = [.. agents.OrderBy(row => row.Code.Value, StringComparer.Ordinal).Select(row => row.ToDomain())],
            Skills = [.. skills.OrderBy(row => row.AgentCode.Value, StringComparer.Ordinal).ThenBy(row => row.Priority).ThenBy(row => row.Id).Select(row => row.ToDomain())],
            Absences = [.. absences.OrderBy(row => row.AgentCode.Value, StringComparer.Ordinal).ThenBy(row => row.Start).ThenBy(row => row.Id).Select(row => row.ToDomain())],
            Meetings = [.. meetings.OrderBy(row => row.AgentCode.Value, StringComparer.Ordinal).ThenBy(row => row.Start).ThenBy(row => row.Id).Select(row => row.ToDomain())],
            Wishes = [.. wishes.OrderBy(row => row.AgentCode.Value, StringComparer.Ordinal).ThenBy(row => row.Date).ThenBy(row => row.Id).Select(row => row.ToDomain())],
            PreviousShifts = [.. shifts.OrderBy(row => row.AgentCode.Value, StringComparer.Ordinal).ThenBy(row => row.Start).ThenBy(row => row.Id).Select(row => row.ToDomain())],
        };
    }
}
