using NodaTime;
using Wfm.Domain;
using static Wfm.Staffing.Tests.Staffed;

namespace Wfm.Staffing.Tests.Deferred;

[TestFixture]
public sealed class DeferredPlannerTests
{
    private static readonly Instant Seven = Interval(0, 1).Start;
    private static readonly QueueId Mail = new("mail");

    [Test]
    public void Enough_time_before_every_deadline_means_all_in_time_and_nothing_missing()
    {
        DeferredPlan plan = DeferredPlanner.Plan(Capacity(1, 1, 1), [Piece(0, 2, 1.5), Piece(1, 3, 1)]);

        (plan.ShareInTime, plan.ShortageHours, plan.FirstFailure).ShouldBe((1, 0, null));
        plan.Intervals.Select(interval => interval.BacklogHours).ShouldBe([0.5, 0.5, 0]);
    }

    // Two hours due after the first interval, one hour there: one hour missing then, and late work holds up nothing that could be in time.
    [Test]
    public void What_is_missing_is_told_with_its_hours_and_its_time()
    {
        DeferredPlan plan = DeferredPlanner.Plan(Capacity(1, 1, 1), [Piece(0, 1, 2), Piece(1, 3, 1)]);

        plan.ShortageHours.ShouldBe(1, 1e-9);
        plan.FirstFailure!.Value.Start.ShouldBe(Seven);
        plan.ShareInTime!.Value.ShouldBe(2 / 3.0, 1e-9);
        plan.Intervals[0].OverdueHours.ShouldBe(1, 1e-9);
        plan.Intervals[^1].BacklogHours.ShouldBe(0, 1e-9);
    }

    [Test]
    public void Time_before_the_work_comes_is_of_no_use()
    {
        DeferredPlan plan = DeferredPlanner.Plan(Capacity(5, 0.5), [Piece(1, 2, 1)]);

        (plan.ShortageHours, plan.ShareInTime).ShouldBe((0.5, 0.5));
    }

    // Between two intervals of capacity, due before the next begins: nobody can do it, and it is missing all the same.
    [Test]
    public void Work_that_comes_and_falls_due_within_an_interval_is_missing()
    {
        DeferredWork urgent = new(Mail, Seven + Duration.FromMinutes(2), Seven + Duration.FromMinutes(9), 0.5);

        DeferredPlan plan = DeferredPlanner.Plan(Capacity(1, 1), [urgent]);

        (plan.ShortageHours, plan.ShareInTime, plan.Intervals[0].OverdueHours, plan.Intervals[1].BacklogHours).ShouldBe((0.5, 0, 0.5, 0));
    }

    [Test]
    public void Work_due_after_the_plan_counts_neither_way_and_stays_as_backlog()
    {
        DeferredPlan plan = DeferredPlanner.Plan(Capacity(0.25, 0.25), [new DeferredWork(Mail, Seven, null, 3), Piece(0, 9, 1)]);

        (plan.DueHours, plan.ShareInTime, plan.ShortageHours).ShouldBe((0, null, 0));
        plan.Intervals[^1].BacklogHours.ShouldBe(3.5, 1e-9);
        DeferredPlanner.Plan([], [Piece(0, 1, 1)]).ShareInTime.ShouldBeNull();
        DeferredPlanner.Plan(Capacity(1), []).ShareInTime.ShouldBeNull();
    }

    [Test]
    public void The_band_moves_arrivals_and_not_the_backlog()
    {
        DeferredWork[] work = [Piece(0, 2, 1) with { IsBacklog = true }, Piece(0, 2, 1)];

        DeferredOutlook outlook = DeferredPlanner.Look(Capacity(1, 1.1), work, variation: 0.2);

        outlook.Expected.ShortageHours.ShouldBe(0);
        outlook.Many.ShortageHours.ShouldBe(1 + 1.26 - 2.1, 1e-9);
        outlook.Few.Intervals[^1].DoneHours.ShouldBe(0.74, 1e-9);
        Should.Throw<ArgumentOutOfRangeException>(() => DeferredPlanner.Look(Capacity(1), work, double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => DeferredPlanner.Plan(Capacity(1), [Piece(0, 1, -1)]));
    }

    // The oracle does single minutes of work, one after the other, whichever is due first.
    [Test]
    public void Random_plans_agree_with_an_item_by_item_simulation()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            (DeferredCapacity[] capacity, DeferredWork[] work) = Drawn(new Random(seed));

            DeferredPlan plan = DeferredPlanner.Plan(capacity, work);
            (double inTime, double[] backlog, double[] overdue) = ItemByItem(capacity, work);

            plan.InTimeHours.ShouldBe(inTime, 1e-6, $"seed {seed}");
            plan.Intervals.Select(interval => interval.BacklogHours).ShouldBe(backlog, 1e-6);
            plan.Intervals.Select(interval => interval.OverdueHours).ShouldBe(overdue, 1e-6);
            plan.Queues.Sum(queue => queue.InTimeHours).ShouldBe(inTime, 1e-6);
        }
    }

    // Added where they are missing, the hours are enough, and no smaller sum is: the shortage is at least what the fullest window lacks.
    [Test]
    public void The_shortage_is_enough_and_no_more_than_needed()
    {
        int short_ = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            (DeferredCapacity[] capacity, DeferredWork[] work) = Drawn(new Random(seed));
            DeferredPlan plan = DeferredPlanner.Plan(capacity, work);
            DeferredCapacity[] mended = [.. capacity.Select(each => each with
            {
                Hours = each.Hours + plan.Shortages.Where(shortage => shortage.Span == each.Span).Sum(shortage => shortage.Hours) + 1e-9,
            })];

            DeferredPlanner.Plan(mended, work).ShortageHours.ShouldBe(0, 1e-6, $"seed {seed}");
            plan.ShortageHours.ShouldBeGreaterThanOrEqualTo(FullestWindow(capacity, work) - 1e-6);
            plan.ShortageHours.ShouldBe(LeastLost(capacity, work), 1e-6, $"seed {seed}");
            short_ += plan.ShortageHours > 0 ? 1 : 0;
        }

        short_.ShouldBeInRange(100, 290);
    }

    private static DeferredCapacity[] Capacity(params double[] hours) =>
        [.. hours.Select((each, at) => new DeferredCapacity(new Interval(Seven + (Quarter * at), Seven + (Quarter * (at + 1))), each))];

    private static DeferredWork Piece(int from, int due, double hours) => new(Mail, Seven + (Quarter * from), Seven + (Quarter * due), hours);

    // Whole minutes, so that the oracle can count them.
    private static (DeferredCapacity[] Capacity, DeferredWork[] Work) Drawn(Random random)
    {
        DeferredCapacity[] capacity = Capacity([.. Enumerable.Range(0, 12).Select(_ => random.Next(0, 25) / 60.0)]);
        DeferredWork[] work = [.. Enumerable.Range(0, 14).Select(at =>
        {
            int from = random.Next(0, 11);
            DeferredWork piece = Piece(from, from + random.Next(1, 6), random.Next(1, 20) / 60.0);
            return piece with { Queue = new QueueId(at % 3 == 0 ? "case" : "mail") };
        })];
        return (capacity, work);
    }

    private static (double InTime, double[] Backlog, double[] Overdue) ItemByItem(DeferredCapacity[] capacity, DeferredWork[] work)
    {
        List<(Instant Due, Instant Available)> minutes =
            [.. work.SelectMany(piece => Enumerable.Repeat((piece.Due!.Value, piece.Available), (int)Math.Round(piece.Hours * 60)))];
        double inTime = 0;
        List<double> backlog = [], overdue = [];
        foreach (DeferredCapacity each in capacity)
        {
            for (int minute = 0; minute < (int)Math.Round(each.Hours * 60); minute++)
            {
                (Instant, Instant)[] there = [.. minutes.Where(item => item.Available <= each.Span.Start).OrderBy(item => item.Due)];
                if (there.Length > 0)
                {
                    minutes.Remove(there[0]);
                    inTime += there[0].Item1 >= each.Span.End ? 1 : 0;
                }
            }

            (Instant Due, Instant Available)[] left = [.. minutes.Where(item => item.Available <= each.Span.Start)];
            backlog.Add(left.Length / 60.0);
            overdue.Add(left.Count(item => item.Due <= each.Span.End) / 60.0);
        }

        return (inTime / 60, [.. backlog], [.. overdue]);
    }

    private static double FullestWindow(DeferredCapacity[] capacity, DeferredWork[] work)
    {
        double most = 0;
        for (int from = 0; from < capacity.Length; from++)
        {
            for (int to = from; to < capacity.Length; to++)
            {
                double must = work.Where(piece => piece.Available >= capacity[from].Span.Start && piece.Due <= capacity[to].Span.End).Sum(piece => piece.Hours);
                most = Math.Max(most, must - capacity[from..(to + 1)].Sum(each => each.Hours));
            }
        }

        return most;
    }

    // Work that cannot be in time = work − maximum flow from pieces to intervals, by plain augmenting paths minute by minute.
    private static double LeastLost(DeferredCapacity[] capacity, DeferredWork[] work)
    {
        int[] room = [.. capacity.Select(each => (int)Math.Round(each.Hours * 60))];
        int[][] flow = [.. work.Select(_ => new int[capacity.Length])];
        int placed = 0, all = 0;
        bool Fits(int piece, int at) => work[piece].Available <= capacity[at].Span.Start && work[piece].Due >= capacity[at].Span.End;
        bool Place(int piece, HashSet<int> tried)
        {
            for (int at = 0; at < room.Length; at++)
            {
                if (!Fits(piece, at) || !tried.Add(at))
                {
                    continue;
                }

                if (room[at] > 0)
                {
                    room[at]--;
                    flow[piece][at]++;
                    return true;
                }

                for (int other = 0; other < work.Length; other++)
                {
                    if (flow[other][at] > 0 && Place(other, tried))
                    {
                        flow[other][at]--;
                        flow[piece][at]++;
                        return true;
                    }
                }
            }

            return false;
        }

        for (int piece = 0; piece < work.Length; piece++)
        {
            int minutes = work[piece].Due <= capacity[^1].Span.End ? (int)Math.Round(work[piece].Hours * 60) : 0;
            all += minutes;
            placed += Enumerable.Range(0, minutes).Count(_ => Place(piece, []));
        }

        return (all - placed) / 60.0;
    }
}
