using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>What an accepted change of the running day means outside the shift: meetings move, what is put off waits, a training that waited is placed, a loan is written down.</summary>
/// <param name="db">The database, in the transaction of the change.</param>
/// <param name="unit">Where.</param>
/// <param name="by">Who accepted.</param>
/// <param name="now">When.</param>
internal sealed class CarryActivities(WfmDb db, BusinessUnitId unit, Actor by, Instant now)
{
    /// <summary>Carries one person's moves.</summary>
    public async Task RunAsync(AgentId agent, IReadOnlyList<DayMove> moves, VersionChange change, string why, CancellationToken cancellationToken)
    {
        DateTimeZone zone = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain().Zone;
        foreach (DayMove move in moves)
        {
            if (move.Lever is Lever.MoveActivities or Lever.PutOff)
            {
                await TakeAwayAsync(agent, move, zone, cancellationToken);
            }

            if (move.Lever is Lever.MoveActivities or Lever.Train)
            {
                db.Add(new StoredMeeting(unit, new Meeting(agent, Local(move.ToStart!.Value, zone), Local(move.ToEnd!.Value, zone), move.Activity, IsMovable: true)));
            }

            if (move.Lever == Lever.PutOff)
            {
                db.Add(new StoredWaitingActivity(unit, agent, move.Activity, (int)(move.FromEnd!.Value - move.FromStart!.Value).TotalMinutes, null, by.Name, now));
            }

            if (move.Lever == Lever.Train)
            {
                StoredWaitingActivity? waiting = await db.WaitingActivities.Where(row => row.BusinessUnitId == unit && row.AgentCode == agent && row.PlacedFor == null)
                    .OrderBy(row => row.LastDay == null).ThenBy(row => row.LastDay).ThenBy(row => row.Id).FirstOrDefaultAsync(cancellationToken);
                waiting?.Place(move.ToStart!.Value);
            }

            if (move.Lever == Lever.Lend)
            {
                await LendAsync(agent, move, change, why, cancellationToken);
            }
        }
    }

    private async Task TakeAwayAsync(AgentId agent, DayMove move, DateTimeZone zone, CancellationToken cancellationToken)
    {
        LocalDateTime start = Local(move.FromStart!.Value, zone), end = Local(move.FromEnd!.Value, zone);
        StoredMeeting meeting = await db.Meetings.FirstOrDefaultAsync(
                row => row.BusinessUnitId == unit && row.AgentCode == agent && row.Activity == move.Activity && row.Start <= start && row.End >= end && row.IsMovable, cancellationToken)
            ?? throw new StepRefusedException("changed-since", $"Agent {agent}: the {move.Activity.ToString().ToLowerInvariant()} at {start:HH:mm} is not there any more.");
        db.Remove(meeting);
    }

    // The same record as a loan that was asked for and approved, so that it is seen, told and taken back like any other.
    private async Task LendAsync(AgentId agent, DayMove move, VersionChange change, string why, CancellationToken cancellationToken)
    {
        RequestContent content = new(RequestKind.Loan, [agent], move.ToStart!.Value, move.ToEnd!.Value) { Queues = move.Queues };
        StoredRequest loan = new(unit, content, by.Name, by.Account, now, move.ToEnd.Value);
        loan.Send(now, null);
        loan.Answer(RequestStatus.Approved, new RequestAnswer(by.Name, now, why, null, RequestJson.Write(new RequestEffect([change]))));
        db.Add(loan);
        await db.SaveChangesAsync(cancellationToken);
        db.AddRange(StandingLoans.Of(loan));
    }

    private static LocalDateTime Local(Instant instant, DateTimeZone zone) => instant.InZone(zone).LocalDateTime;
}
