using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>One re-plan: sweeps until nobody gains, then the bound.</summary>
internal sealed class ReplanRun
{
    private const int PassesPerStep = 3;
    private const int StepsPerRounding = 5;
    private const int Tries = 40;
    private const int LastTries = 200;
    private const double Converged = 1e-4;
    private readonly PublishedDay _day;
    private readonly ReplanRequest _request;
    private readonly CancellationToken _cancellation;
    private readonly int _free;
    private readonly PersonRoom[] _rooms;
    private readonly ReplanSearch _search;

    public ReplanRun(PublishedDay day, ReplanRequest request, CancellationToken cancellation)
    {
        (_day, _request, _cancellation) = (day, request, cancellation);
        _free = day.FirstFreeSlot(request.At);
        PersonRoomFactory factory = new(day, request);
        _rooms = [.. Enumerable.Range(0, day.People.Count).Select(factory.Of)];
        _search = new ReplanSearch(day, _rooms, _free);
    }

    public ReplanProposal Execute()
    {
        (double costBefore, int missingBefore) = DayCost.Of(_day, _search.Allocation, _free);
        _search.Sweep(_request.Rounds, GoOn);
        (double bound, int boundSteps) = Bound();
        (double coverage, int missing) = DayCost.Of(_day, _search.Allocation, _free);
        return new ReplanProposal
        {
            Day = _day.Day,
            FreeFrom = _free,
            Changes = Changes(),
            CostPublished = DayCost.Of(_day, _day.Allocation, _free).Cost,
            CostBefore = costBefore,
            CostAfter = coverage + _search.ChangeCost,
            ChangeCost = _search.ChangeCost,
            Bound = Math.Min(bound - PlanModel.PostPenalty * missing, coverage + _search.ChangeCost),
            MissingPostsBefore = missingBefore,
            MissingPostsAfter = missing,
            Steps = _search.Steps,
            BoundSteps = boundSteps,
            IsComplete = GoOn(),
        };
    }

    private bool GoOn() => !_cancellation.IsCancellationRequested;

    /// <summary>Climbs the bound; where it stays short of the goal, its own shared-out day is another beginning for the search.</summary>
    private (double Bound, int Steps) Bound()
    {
        ReplanDual dual = new(_day, _rooms, _free);
        if (dual.PriceCount == 0 || _request.BoundSteps < 1)
        {
            return (dual.PriceCount == 0 ? _search.ChangeCost : double.NegativeInfinity, 0);
        }

        double[] start = dual.PricesOf(_search.Allocation);
        FractionalDay parts = new(_day, _rooms, _search, _free, start);
        double best = dual.Evaluate(start), earlier = best;
        SeededRandom random = new(1);
        int steps = 1;
        for (; steps < _request.BoundSteps && best < Goal() && GoOn(); steps++)
        {
            for (int pass = 0; pass < PassesPerStep; pass++)
            {
                parts.Pass();
            }

            double bound = dual.Evaluate(parts.Prices);
            if (bound > best)
            {
                best = bound;
                parts.MoveCenter();
            }
            else
            {
                parts.ShortenReach();
            }

            if (steps % StepsPerRounding == 0 && best < Goal())
            {
                _search.TryFrom(parts.Rounded(), _request.Rounds, GoOn);
                bool hasConverged = best - earlier < Converged * Cost();
                _search.Regroup(hasConverged ? LastTries : Tries, random, GoOn);
                if (hasConverged)
                {
                    return (best, steps + 1);
                }

                earlier = best;
            }
        }

        return (best, steps);
    }

    private double Goal() => Cost() * (1 - _request.GapGoal);

    private double Cost() => FreeCost() + _search.ChangeCost;

    /// <summary>Coverage of the free slots, penalties of missing posts included.</summary>
    private double FreeCost()
    {
        int queues = _day.Problem.Queues.Count;
        double cost = 0;
        for (int table = _free * queues; table < _day.Slots * queues; table++)
        {
            cost += _day.Costs.Cost(table, _search.Allocation.Staff(table / queues, table % queues));
        }

        return cost;
    }

    private List<PersonChange> Changes()
    {
        List<PersonChange> changes = [];
        for (int index = 0; index < _rooms.Length; index++)
        {
            PersonRoom room = _rooms[index];
            if (_search.Now(index) is var now && now != room.Published)
            {
                changes.Add(new PersonChange(
                    room.Person.Agent.Id, room.Person.Number, room.Published.Shift, now.Shift, [.. Moves(room, now).OrderBy(move => move.From.Start)]));
            }
        }

        return changes;
    }

    private IEnumerable<PieceMove> Moves(PersonRoom room, Arrangement now)
    {
        (DayShift was, DayShift shift) = (room.Published.Shift, now.Shift);
        List<(ActivityKind Activity, int From, int FromEnd, int To, int ToEnd)> moves =
        [
            (ActivityKind.Contacts, was.Start, was.End, shift.Start, shift.End),
            (ActivityKind.Lunch, was.Lunch, was.LunchEnd, shift.Lunch, shift.LunchEnd),
        ];
        if (was.Break1 == DayShift.None != (shift.Break1 == DayShift.None))
        {
            moves.Add(Break(PersonRoom.Lone(was), PersonRoom.Lone(shift), was.BreakSlots));
        }
        else
        {
            moves.Add(Break(was.Break1, shift.Break1, was.BreakSlots));
            moves.Add(Break(was.Break2, shift.Break2, was.BreakSlots));
        }

        IReadOnlyList<MovablePiece> movable = [.. room.Person.Movable.Where(piece => piece.Start >= _free).Take(PersonRoomFactory.MostMeetings)];
        for (int piece = 0; piece < movable.Count; piece++)
        {
            (int from, int to, int slots) = (room.Published.Meeting(piece), now.Meeting(piece), movable[piece].Slots);
            moves.Add((movable[piece].Meeting.Activity, from, from + slots, to, to + slots));
        }

        return from move in moves
               where (move.From, move.FromEnd) != (move.To, move.ToEnd)
               select new PieceMove(move.Activity, Span(move.From, move.FromEnd), Span(move.To, move.ToEnd));
    }

    private static (ActivityKind, int, int, int, int) Break(int from, int to, int slots) =>
        (ActivityKind.Break, from, from + slots, to, to + slots);

    private Interval Span(int start, int end) => new(_day.Problem.Grid.InstantOf(0, start), _day.Problem.Grid.InstantOf(0, end));
}
