using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Asks people themselves about what nobody decides for them: to stay longer, to come in, to go home earlier. Their yes is a published version like a leader's.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="decide">Carries out a yes.</param>
public sealed class OfferDayParts(WfmDb db, IClock clock, DecideDayProposal decide)
{
    private static readonly Lever[] AskedFor = [Lever.Overtime, Lever.CallIn, Lever.TimeOff];

    /// <summary>Whether a part holds something the person can be asked for: the hours they work become others.</summary>
    /// <param name="part">The part.</param>
    public static bool IsAskedFor(StoredDayProposalPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Levers.Split('\n').Any(lever => AskedFor.Any(own => own.ToString() == lever));
    }

    /// <summary>Asks.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="proposal">Which.</param>
    /// <param name="people">Whom; their parts are open and hold something to be asked for.</param>
    /// <param name="words">What is said with it.</param>
    /// <param name="by">Who asks; that they may is checked by whoever calls.</param>
    /// <param name="cancellationToken">Asks nobody.</param>
    /// <exception cref="StepRefusedException">Nobody is asked: a part is answered already, too late, or holds nothing to be asked for.</exception>
    public Task<StoredDayProposal> AskAsync(
        BusinessUnitId unit, int proposal, IReadOnlyList<AgentId> people, string? words, Actor by, CancellationToken cancellationToken) => InTransaction.RunAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(by);
        await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
        Instant now = clock.GetCurrentInstant();
        StoredDayProposal found = await DecideDayProposal.FindAsync(db, unit, proposal, cancellationToken);
        DateTimeZone zone = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain().Zone;
        StoredDayProposalPart[] parts = DecideDayProposal.PartsOf(found, people, now);
        foreach (StoredDayProposalPart part in parts)
        {
            if (part.Status == DayProposalStatus.Offered)
            {
                throw new StepRefusedException("already-asked", $"Agent {part.AgentCode} was asked at {part.AnsweredAt}.");
            }

            DayMove asked = RequestJson.Read<DayPart>(part.PartJson).Moves.FirstOrDefault(move => AskedFor.Contains(move.Lever))
                ?? throw new StepRefusedException("nothing-to-ask", $"Agent {part.AgentCode}: breaks, lunches, activities and loans are decided, not offered.");
            part.Offer(by.Name, now, words);
            Tell.Agent(db, unit, part.AgentCode, "day-offer", RequestJson.Write(new
            {
                Offer = proposal,
                asked.Lever,
                Start = Local(asked.Changed.Start, zone),
                End = Local(asked.Changed.End, zone),
                Reason = words,
            }), now);
        }

        if (await DecideDayProposal.PassedAsync(db, unit, parts.Select(part => (part.AgentCode, RequestJson.Read<DayPart>(part.PartJson))), cancellationToken) is [var passed, ..] all)
        {
            throw new StepRefusedException("rules-broken", OvertimeJournal.Told(passed), new { violations = all.Select(violation => violation.ToString()) });
        }

        await KeepAsync(unit, found, new AuditedAct("offer-day-parts", Subject(proposal), words, RequestJson.Write(new { Open = people }), RequestJson.Write(new { Offered = people })), by, now, cancellationToken);
        return found;
    }, cancellationToken);

    /// <summary>What the person says to it.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="proposal">Which.</param>
    /// <param name="agent">Who was asked.</param>
    /// <param name="isYes">Whether they do it.</param>
    /// <param name="words">What they say with it.</param>
    /// <param name="by">The person.</param>
    /// <param name="cancellationToken">Undoes all of it.</param>
    /// <exception cref="StepRefusedException">Nothing is changed: they were not asked, it is answered already, too late, or the day has changed since.</exception>
    public async Task<StoredDayProposal> ReplyAsync(BusinessUnitId unit, int proposal, AgentId agent, bool isYes, string? words, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        StoredDayProposal asked = await DecideDayProposal.FindAsync(db, unit, proposal, cancellationToken);
        StoredDayProposalPart part = asked.Parts.FirstOrDefault(own => own.AgentCode == agent && own.Status != DayProposalStatus.Open)
            ?? throw new StepRefusedException("not-asked", $"Nothing was offered to agent {agent} in proposal {proposal}.");
        if (part.Status != DayProposalStatus.Offered)
        {
            throw new StepRefusedException("already-answered", $"Agent {agent}: {part.Status.ToString().ToLowerInvariant()} already.");
        }

        AgentId[] one = [agent], none = [];
        return await InTransaction.RunAsync(db, async () =>
        {
            StoredDayProposal answered = await decide.RunAsync(unit, proposal, new DayDecision(isYes ? one : none, isYes ? none : one, words), by, cancellationToken);
            string name = await db.Agents.Where(row => row.BusinessUnitId == unit && row.Code == agent).Select(row => row.Name).SingleAsync(cancellationToken);
            await new DayTelling(db, unit, clock.GetCurrentInstant()).RepliedAsync(answered.Parts.Single(own => own.AgentCode == agent), name, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return answered;
        }, cancellationToken);
    }

    private async Task KeepAsync(BusinessUnitId unit, StoredDayProposal proposal, AuditedAct act, Actor by, Instant now, CancellationToken cancellationToken)
    {
        db.AuditEntries.Add(new AuditEntry(unit, now, by.Name, act));
        await db.SaveChangesAsync(cancellationToken);
        await Tell.ScreensAsync(db, unit, "day-changed", $"day/{proposal.LocalDate:uuuu-MM-dd}", now, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static string Subject(int proposal) => string.Create(CultureInfo.InvariantCulture, $"day-proposal {proposal}");

    private static LocalDateTime Local(Instant time, DateTimeZone zone) => time.InZone(zone).LocalDateTime;
}
