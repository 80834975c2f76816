using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Scheduling.Rules;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Answers a proposal for the running day, all of it or person by person. A yes is a new published version like any other, with the activities, loans and messages that belong to it.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="plans">Schedules ready to be asked.</param>
public sealed class DecideDayProposal(WfmDb db, IClock clock, KeptPlans plans)
{
    /// <summary>What some people's parts would give, on the day as it is known now. Changes nothing.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="proposal">Which.</param>
    /// <param name="people">Whose parts; at least one, all of them waiting for an answer.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="StepRefusedException">A part is answered already, too late, or its person's day has changed since.</exception>
    public async Task<DayPreview> TryAsync(BusinessUnitId unit, int proposal, IReadOnlyList<AgentId> people, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        StoredDayProposal found = await FindAsync(db, unit, proposal, cancellationToken);
        RunningDayLoading loading = await new LoadRunningDay(db, plans).RunAsync(unit, now, cancellationToken);
        if (loading.Day is not { } day || loading.Date != found.LocalDate)
        {
            throw new StepRefusedException("too-late", loading.Obstacle ?? Remark.Of("day-over", $"The proposal is for {found.LocalDate:uuuu-MM-dd}; that day is over."));
        }

        List<(AgentId Agent, DayPart Part)> parts = [.. PartsOf(found, people, now).Select(part => (part.AgentCode, RequestJson.Read<DayPart>(part.PartJson)))];
        RefuseChanged(parts, (agent, date) => loading.Plan!.ShiftOf(agent, date));
        AppliedParts applied = AppliedParts.On(loading.Plan!, day.Day, parts);
        return new DayPreview(loading.Plan!.Id, applied.Effects(day), [.. applied.NewViolations, .. await PassedAsync(db, unit, parts, cancellationToken)]);
    }

    /// <summary>Answers.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="proposal">Which.</param>
    /// <param name="decision">Whom yes and whom no is said for.</param>
    /// <param name="by">Who answers; that they may is checked by whoever calls.</param>
    /// <param name="cancellationToken">Undoes all of it.</param>
    /// <returns>The proposal as it is then.</returns>
    /// <exception cref="StepRefusedException">Nothing is changed: a part is answered already, too late, changed since, or would break a rule.</exception>
    public async Task<StoredDayProposal> RunAsync(BusinessUnitId unit, int proposal, DayDecision decision, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(by);

        // Weighed before anything is held; what could make it untrue since is checked again below.
        DayPreview? preview = decision.Accept.Count > 0 ? await TryAsync(unit, proposal, decision.Accept, cancellationToken) : null;
        if (preview?.NewViolations is { Count: > 0 } broken)
        {
            throw new StepRefusedException("rules-broken", $"{broken.Count} rules would be broken.", new { violations = broken.Select(violation => violation.ToString()) });
        }

        return await InTransaction.RunAsync(db, async () =>
        {
            await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
            Instant now = clock.GetCurrentInstant();
            StoredDayProposal found = await FindAsync(db, unit, proposal, cancellationToken);
            StoredDayProposalPart[] accepted = PartsOf(found, decision.Accept, now), rejected = PartsOf(found, decision.Reject, null);
            foreach (StoredDayProposalPart part in rejected)
            {
                // A leader's no lets the queue rest; the no of somebody who was asked does not.
                part.Answer(part.AgentCode == by.Agent ? DayProposalStatus.Declined : DayProposalStatus.Rejected, by.Name, now, decision.Reason);
            }

            if (preview is not null)
            {
                await AcceptAsync(found, accepted, preview, decision, by, now, cancellationToken);
            }

            db.AuditEntries.Add(new AuditEntry(unit, now, by.Name, new AuditedAct(
                "answer-day-proposal", string.Create(CultureInfo.InvariantCulture, $"day-proposal {proposal}"), decision.Reason,
                RequestJson.Write(new { Open = decision.Accept.Concat(decision.Reject) }), RequestJson.Write(new { decision.Accept, decision.Reject, preview?.Effects }))));
            await db.SaveChangesAsync(cancellationToken);
            await Tell.ScreensAsync(db, unit, "day-changed", $"day/{found.LocalDate:uuuu-MM-dd}", now, null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return found;
        }, cancellationToken);
    }

    private async Task AcceptAsync(
        StoredDayProposal proposal, StoredDayProposalPart[] accepted, DayPreview preview, DayDecision decision, Actor by, Instant now, CancellationToken cancellationToken)
    {
        BusinessUnitId unit = proposal.BusinessUnitId;
        (AgentId Agent, DayPart Part)[] parts = [.. accepted.Select(part => (part.AgentCode, RequestJson.Read<DayPart>(part.PartJson)))];
        // What was said when somebody was asked stands where nothing is said with the yes.
        string why = decision.Reason ?? accepted.Select(part => part.Reason).FirstOrDefault(said => said is not null) ?? $"{(proposal.IsBelow ? "the day falls short" : "room to spare")}: {string.Join(", ", proposal.Queues)}";
        ChangeOutcome outcome = await new ChangePublished(db, now).RunAsync(
            unit, [new PublishedChange(preview.Schedule, [.. parts.Select(part => part.Part.Becomes)])], ChangeCause.Replan(proposal.Id, by.Name, why, isByPerson: true), cancellationToken);
        if (outcome.Conflict is { } conflict)
        {
            throw new StepRefusedException(conflict.Code == "not-in-force" ? "changed-since" : conflict.Code, conflict.Words, conflict.Facts);
        }

        CarryActivities carry = new(db, unit, by, now);
        foreach ((AgentId agent, DayPart part) in parts)
        {
            await carry.RunAsync(agent, part.Moves, new VersionChange(preview.Schedule, outcome.Versions[0].Id), why, cancellationToken);
        }

        foreach (StoredDayProposalPart part in accepted)
        {
            part.Answer(DayProposalStatus.Accepted, by.Name, now, decision.Reason);
        }
    }

    /// <summary>Limits on overtime and mertid that staying longer would pass.</summary>
    internal static async Task<IReadOnlyList<RuleViolation>> PassedAsync(WfmDb db, BusinessUnitId unit, IEnumerable<(AgentId Agent, DayPart Part)> parts, CancellationToken cancellationToken)
    {
        (AgentId, Interval)[] stays = [.. parts.SelectMany(part => part.Part.Moves.Where(move => move.Lever == Lever.Overtime), (part, move) => (part.Agent, move.Changed))];
        return await new ReadOvertime(db, unit, await LoadRequest.ZoneAsync(db, unit, cancellationToken)).BrokenAsync(stays, cancellationToken);
    }

    internal static async Task<StoredDayProposal> FindAsync(WfmDb db, BusinessUnitId unit, int proposal, CancellationToken cancellationToken) =>
        await db.DayProposals.SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Id == proposal, cancellationToken)
            ?? throw new StepRefusedException("not-found", $"There is no proposal number {proposal} in this unit.");

    /// <summary>Some people's parts, all of which wait for an answer and are not too late.</summary>
    internal static StoredDayProposalPart[] PartsOf(StoredDayProposal proposal, IReadOnlyList<AgentId> people, Instant? now)
    {
        List<StoredDayProposalPart> parts = [];
        foreach (AgentId agent in people.Distinct())
        {
            StoredDayProposalPart part = proposal.Parts.FirstOrDefault(own => own.AgentCode == agent)
                ?? throw new StepRefusedException("no-such-part", $"Proposal {proposal.Id} changes nothing for agent {agent}.");
            if (!part.IsOpen)
            {
                throw new StepRefusedException("already-answered", $"Agent {agent}: {part.Status.ToString().ToLowerInvariant()} already.");
            }

            if (part.FirstChange <= now)
            {
                throw new StepRefusedException("too-late", $"Agent {agent}: the first change was at {part.FirstChange}.");
            }

            parts.Add(part);
        }

        return [.. parts];
    }

    private static void RefuseChanged(IEnumerable<(AgentId Agent, DayPart Part)> parts, Func<AgentId, LocalDate, Shift?> shiftOf)
    {
        AgentId[] changed =
        [
            .. from part in parts
               let was = part.Part.Was
               where DayEditJson.Write([was with { Shift = shiftOf(was.Agent, was.Date) }]) != part.Part.Before
               select part.Agent,
        ];
        if (changed.Length > 0)
        {
            throw new StepRefusedException("changed-since", $"The day of {string.Join(", ", changed)} has changed since this was proposed.", new { agents = changed.Select(agent => agent.Value) });
        }
    }
}

/// <summary>The answer to a proposal.</summary>
/// <param name="Accept">People whose part is accepted.</param>
/// <param name="Reject">People whose part is rejected.</param>
/// <param name="Reason">Why; needed for a no.</param>
public sealed record DayDecision(IReadOnlyList<AgentId> Accept, IReadOnlyList<AgentId> Reject, string? Reason);

/// <summary>What parts of a proposal would give.</summary>
/// <param name="Schedule">The version in force they would change.</param>
/// <param name="Effects">Every queue before and after.</param>
/// <param name="NewViolations">Rules they would break.</param>
public sealed record DayPreview(ScheduleId Schedule, IReadOnlyList<QueueDayEffect> Effects, IReadOnlyList<RuleViolation> NewViolations);
