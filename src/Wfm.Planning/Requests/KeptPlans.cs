using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Wfm.Domain;
using Wfm.Storage;
using PlanKey = (Wfm.Storage.ScheduleId Schedule, string People, int Edits);

namespace Wfm.Planning;

/// <summary>Schedules ready to be asked, a few at a time: reading one takes long, asking it does not.</summary>
/// <param name="most">How many are kept; a big unit's takes some tens of megabytes.</param>
public sealed class KeptPlans(int most = KeptPlans.Usual)
{
    /// <summary>Plans kept unless asked otherwise.</summary>
    public const int Usual = 8;

    private readonly Lock _door = new();
    private readonly Dictionary<PlanKey, Kept> _plans = [];
    private long _uses;

    /// <summary>How many are kept.</summary>
    public int Most { get; } = most;

    /// <summary>Changes when anything of the people that goes into a plan changes.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<string> StampAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);

        // Rows that are edited count by their version, rows that are only added and removed by their number. A period looks at the shifts published before and after it.
        string text = await db.Database.SqlQuery<string>(
            $"""
            SELECT (SELECT zone_id || ' ' || interval_length_seconds FROM business_units WHERE id = {unit.Value})
              || ' ' || (SELECT COALESCE(string_agg(code || ':' || row_version, ',' ORDER BY code), '') FROM agents WHERE business_unit_id = {unit.Value})
              || ' ' || (SELECT COALESCE(string_agg(code || ':' || row_version, ',' ORDER BY code), '') FROM contracts WHERE business_unit_id = {unit.Value})
              || ' ' || (SELECT COALESCE(string_agg(code || ':' || row_version, ',' ORDER BY code), '') FROM shift_templates WHERE business_unit_id = {unit.Value})
              || ' ' || (SELECT COALESCE(string_agg(code || ':' || row_version, ',' ORDER BY code), '') FROM queues WHERE business_unit_id = {unit.Value})
              || ' ' || (SELECT COUNT(*) || '/' || COALESCE(MAX(id), 0) FROM skills WHERE business_unit_id = {unit.Value})
              || ' ' || (SELECT COUNT(*) || '/' || COALESCE(MAX(id), 0) FROM agent_history WHERE business_unit_id = {unit.Value})
              || ' ' || (SELECT COUNT(*) || '/' || COALESCE(MAX(id), 0) FROM target_history WHERE business_unit_id = {unit.Value})
              || ' ' || (SELECT COUNT(*) || '/' || COALESCE(MAX(id), 0) FROM absences WHERE business_unit_id = {unit.Value})
              || ' ' || (SELECT COUNT(*) || '/' || COALESCE(MAX(id), 0) FROM meetings WHERE business_unit_id = {unit.Value})
              || ' ' || (SELECT COUNT(*) || '/' || COALESCE(MAX(id), 0) FROM loans WHERE business_unit_id = {unit.Value})
              || ' ' || (SELECT COUNT(*) || '/' || COALESCE(MAX(id), 0) FROM minimum_posts WHERE business_unit_id = {unit.Value})
              || ' ' || (SELECT COUNT(*) || '/' || COALESCE(MAX(id), 0) FROM wishes WHERE business_unit_id = {unit.Value})
              || ' ' || (SELECT COUNT(*) || '/' || COALESCE(MAX(period_wishes.id), 0) FROM period_wishes
                JOIN schedule_periods ON schedule_periods.id = period_wishes.period_id WHERE schedule_periods.business_unit_id = {unit.Value})
              || ' ' || (SELECT COUNT(*) || '/' || COALESCE(MAX(id), 0) FROM previous_shifts WHERE business_unit_id = {unit.Value})
              || ' ' || (SELECT COUNT(*) || '/' || COALESCE(MAX(id), 0) FROM schedules WHERE business_unit_id = {unit.Value} AND state = {nameof(ScheduleState.Published)}) AS "Value"
            """).SingleAsync(cancellationToken);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    /// <summary>The plan of any version, published or not; of a draft that was edited only its shifts are read again. To be asked before a transaction writes anything that goes into the plan.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="version">Which version.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<PlanLoading> OfAsync(WfmDb db, BusinessUnitId unit, ScheduleVersion version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        string people = await StampAsync(db, unit, cancellationToken);
        return await GetAsync(db, unit, (version.Id, people, version.State == ScheduleState.Published ? 0 : version.EditCount), cancellationToken);
    }

    /// <summary>Keeps a draft as it is after an edit that is committed, so that nobody has to read it again.</summary>
    /// <param name="before">The draft as it was kept.</param>
    /// <param name="version">The version after the edit.</param>
    /// <param name="shifts">Its shifts after the edit.</param>
    internal void Edited(StoredPlan before, ScheduleVersion version, IReadOnlyList<Shift> shifts)
    {
        PlanKey key;
        PlanLoading? loading;
        lock (_door)
        {
            (key, loading) = _plans.Where(one => one.Value.Loading.IsCompletedSuccessfully).Select(one => (one.Key, one.Value.Loading.GetAwaiter().GetResult())).FirstOrDefault(one => one.Item2.Plan == before);
        }

        if (loading is null)
        {
            return;
        }

        Kept edited = new(Task.FromResult(loading.With(version, shifts)));
        lock (_door)
        {
            edited.LastUse = ++_uses;
            _plans.Remove(key);
            _plans[key with { Edits = version.EditCount }] = edited;
        }
    }

    /// <summary>A published plan, read if it is not kept. To be asked before a transaction writes anything that goes into the plan.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="schedule">Which version.</param>
    /// <param name="stamp">The people's stamp.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public Task<PlanLoading> GetAsync(WfmDb db, BusinessUnitId unit, ScheduleId schedule, string stamp, CancellationToken cancellationToken) =>
        GetAsync(db, unit, (schedule, stamp, 0), cancellationToken);

    private async Task<PlanLoading> GetAsync(WfmDb db, BusinessUnitId unit, PlanKey key, CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource<PlanLoading>? mine = null;
            PlanLoading? edited = null;
            Kept kept;
            lock (_door)
            {
                if (!_plans.TryGetValue(key, out Kept? found))
                {
                    mine = new TaskCompletionSource<PlanLoading>(TaskCreationOptions.RunContinuationsAsynchronously);
                    edited = TakeOlder(key);
                    _plans.Add(key, found = new Kept(mine.Task));
                    MakeRoom();
                }

                found.LastUse = ++_uses;
                kept = found;
            }

            if (mine is not null)
            {
                LoadPlan load = new(db);
                return await ReadAsync(mine, key, () => edited is null ? load.RunAsync(unit, key.Schedule, cancellationToken) : load.AgainAsync(unit, edited, cancellationToken));
            }

            PlanLoading? loading = await kept.Loading.WaitAsync(cancellationToken).ContinueWith(
                done => done.IsCompletedSuccessfully ? done.GetAwaiter().GetResult() : null, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (loading is not null)
            {
                return loading;
            }

            // Whoever read it failed or went away: try it ourselves.
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A plan if it is kept already; reads nothing.</summary>
    /// <param name="schedule">Which version.</param>
    /// <param name="stamp">The people's stamp.</param>
    /// <returns>Null where it is not kept, or is just being read.</returns>
    public PlanLoading? Find(ScheduleId schedule, string stamp)
    {
        lock (_door)
        {
            return _plans.TryGetValue((schedule, stamp, 0), out Kept? found) && found.Loading.IsCompletedSuccessfully ? found.Loading.GetAwaiter().GetResult() : null;
        }
    }

    private async Task<PlanLoading> ReadAsync(TaskCompletionSource<PlanLoading> mine, PlanKey key, Func<Task<PlanLoading>> read)
    {
        try
        {
            PlanLoading loading = await read();
            mine.SetResult(loading);
            return loading;
        }
        finally
        {
            if (!mine.Task.IsCompleted)
            {
                lock (_door)
                {
                    _plans.Remove(key);
                }

                mine.SetCanceled();
            }
        }
    }

    /// <summary>The same draft before its last edits, with the same people; it is not kept any longer.</summary>
    private PlanLoading? TakeOlder(PlanKey key)
    {
        foreach ((PlanKey own, Kept kept) in _plans)
        {
            if (own.Schedule == key.Schedule && own.People == key.People && own.Edits < key.Edits && kept.Loading.IsCompletedSuccessfully && kept.Loading.GetAwaiter().GetResult() is { Plan: not null } loading)
            {
                _plans.Remove(own);
                return loading;
            }
        }

        return null;
    }

    private void MakeRoom()
    {
        while (_plans.Count > Most)
        {
            _plans.Remove(_plans.MinBy(pair => pair.Value.LastUse == 0 ? long.MaxValue : pair.Value.LastUse).Key);
        }
    }

    private sealed class Kept(Task<PlanLoading> loading)
    {
        public Task<PlanLoading> Loading { get; } = loading;

        public long LastUse { get; set; }
    }
}
