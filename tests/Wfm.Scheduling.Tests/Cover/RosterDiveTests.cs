using Wfm.Scheduling.Cover;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Cover;

/// <summary>The programme over periods and the rounding of its mix, on rosters small enough to try everything.</summary>
public sealed class RosterDiveTests
{
    [Test]
    public void The_mix_is_the_cheapest_by_duality([Range(1, 40)] int seed)
    {
        CoverProblem problem = TinyRosters.Problem(seed, days: 6, people: 3, types: 2);
        PeriodColumn[][] columns = Columns(problem, out CoverModel model);
        if (columns.Any(periods => periods.Length == 0))
        {
            return;
        }

        ColumnMaster master = new(model, [.. columns.Select(periods => periods[0])], new int[model.Cells], model.WishBase);
        foreach (PeriodColumn column in columns.SelectMany(periods => periods[1..]))
        {
            master.Add(column);
        }

        master.Solve(() => true).ShouldBeTrue();

        double dual = model.WishBase + master.Values.Sum() + Enumerable.Range(0, model.Cells).Sum(cell => master.Duals[cell] * model.Need[cell]);
        dual.ShouldBe(master.Objective, 0.01);
        columns.SelectMany(periods => periods).Min(column => master.Reduced(column.Person, column.Row)).ShouldBe(0, 1e-4);
        for (int cell = 0; cell < model.Cells; cell++)
        {
            master.Duals[cell].ShouldBeInRange(-model.Over[cell] - 1e-4, model.Under[cell] + 1e-4);
        }

        foreach (IGrouping<int, (PeriodColumn Column, double Share)> person in master.Mix().GroupBy(part => part.Column.Person))
        {
            person.Sum(part => part.Share).ShouldBe(1, 1e-4);
            person.Min(part => part.Share).ShouldBeGreaterThan(-1e-4);
        }
    }

    [Test]
    public void A_fixed_period_is_the_only_one_in_the_mix_of_its_person([Range(1, 20)] int seed)
    {
        CoverProblem problem = TinyRosters.Problem(seed, days: 6, people: 3, types: 2);
        PeriodColumn[][] columns = Columns(problem, out CoverModel model);
        if (columns.Any(periods => periods.Length == 0))
        {
            return;
        }

        ColumnMaster master = new(model, [.. columns.Select(periods => periods[0])], new int[model.Cells], model.WishBase);
        foreach (PeriodColumn column in columns.SelectMany(periods => periods[1..]))
        {
            master.Add(column);
        }

        _ = master.Solve(() => true);
        double before = master.Objective;
        PeriodColumn last = columns[1][^1];
        master.Fix(last);
        _ = master.Solve(() => true);

        master.Mix().Where(part => part.Column.Person == 1).Sum(part => part.Share).ShouldBe(1, 1e-4);
        master.Mix().Where(part => part.Column.Person == 1).ShouldAllBe(part => part.Column.Key == last.Key);
        master.Objective.ShouldBeGreaterThanOrEqualTo(before - 0.01);
    }

    [Test]
    public void A_dive_keeps_the_rules_and_is_never_below_the_best_roster()
    {
        (int dives, int best) = (0, 0);
        for (int seed = 1; seed <= 150; seed++)
        {
            CoverProblem problem = TinyRosters.Problem(seed, days: 5, people: 3, types: 2);
            if (TinyRosters.Cheapest(problem) is not { } cheapest)
            {
                continue;
            }

            CoverModel model = new(problem);
            PeriodMaker maker = new(model, keepsLimits: true);
            RosterState state = Constructed(model, maker);
            PeriodPool pool = new(model);
            ColumnGeneration columns = new(maker, pool, state);
            columns.Converge(1000, () => true).ShouldBeTrue();
            RosterDive dive = new(maker, pool, () => { });

            dive.All(state, columns.Master, () => true).ShouldBeTrue($"seed {seed}");

            columns.Master.Objective.ShouldBeGreaterThan(columns.Best - 0.01, $"seed {seed}");
            long dived = Judged(problem, state);
            dived.ShouldBeGreaterThanOrEqualTo(cheapest, $"seed {seed}");
            DiveEnd end = dive.Free(state, [0, 1, 2], () => true);
            Judged(problem, state).ShouldBeInRange(cheapest, end == DiveEnd.Cheaper ? dived - 1 : dived, $"seed {seed}");
            dives++;
            best += state.Cost == cheapest ? 1 : 0;
        }

        best.ShouldBeGreaterThan(dives * 9 / 10);
    }

    [Test]
    public void A_dive_cut_short_gives_the_others_their_cheapest_period([Range(1, 12)] int seed)
    {
        CoverProblem problem = TinyRosters.Problem(seed, days: 14, people: 6, types: 3);
        CoverModel model = new(problem);
        PeriodMaker maker = new(model, keepsLimits: true);
        RosterState state = Constructed(model, maker);
        int points = state.Points;
        PeriodPool pool = new(model);
        ColumnGeneration columns = new(maker, pool, state);
        _ = columns.Converge(1000, () => true);
        int asked = 0;

        _ = new RosterDive(maker, pool, () => { }).All(state, columns.Master, () => ++asked < 10);

        state.Points.ShouldBeLessThanOrEqualTo(points);
        (long cost, int found) = (state.Cost, state.Points);
        state.Load(state.Rows.ToArray());
        (state.Cost, state.Points).ShouldBe((cost, found));
    }

    [Test]
    public void One_thread_and_two_dive_to_the_same_roster([Range(1, 4)] int seed)
    {
        CoverProblem problem = TinyRosters.Problem(seed, days: 21, people: 8, types: 3);
        CoverResult[] results =
        [
            .. new[] { 1, 2, 2 }.Select(threads =>
                CoverBuilder.Build(problem, new ScheduleOptions { Seed = 5, Steps = 3000, BoundSteps = 100, Threads = threads })),
        ];

        results.ShouldAllBe(result => result.IsReproducible && result.Bound == results[0].Bound && result.Steps == results[0].Steps);
        results[0].Cost.Total.ShouldBeGreaterThanOrEqualTo(results[0].Bound);
        for (int cell = 0; cell < 8 * 21; cell++)
        {
            results.Select(result => result.Roster[cell / 21, cell % 21]).Distinct().Count().ShouldBe(1);
        }
    }

    [Test]
    public void An_inverse_follows_its_matrix([Range(1, 10)] int seed)
    {
        SeededRandom random = new(seed);
        BasisInverse inverse = new(2);
        double[][] matrix = [.. Enumerable.Range(0, 12).Select(row => Enumerable.Range(0, 12).Select(at => random.Fraction() + (row == at ? 6 : 0)).ToArray())];

        inverse.Invert([.. matrix[..3].Select(row => row[..3])]);
        for (int rank = 3; rank < 12; rank++)
        {
            double[] step = Times(inverse, [.. matrix[..rank].Select(row => row[rank])]);
            double[] line = new double[rank];
            for (int at = 0; at < rank; at++)
            {
                BasisInverse.Add(-matrix[rank][at], inverse.Line(at), line);
            }

            inverse.Grow(step, line, matrix[rank][rank] - matrix[rank][..rank].Zip(step, (left, right) => left * right).Sum());
        }

        inverse.Shrink(11, 11);
        for (int row = 0; row < 11; row++)
        {
            double[] unit = Times(inverse, [.. matrix[..11].Select(line => line[row])]);
            for (int at = 0; at < 11; at++)
            {
                unit[at].ShouldBe(at == row ? 1 : 0, 1e-9);
            }
        }
    }

    private static double[] Times(BasisInverse inverse, double[] column)
    {
        double[] result = new double[inverse.Rank];
        for (int row = 0; row < column.Length; row++)
        {
            inverse.AddColumn(row, column[row], result);
        }

        return result;
    }

    private static PeriodColumn[][] Columns(CoverProblem problem, out CoverModel model)
    {
        CoverModel made = model = new CoverModel(problem);
        return
        [
            .. Enumerable.Range(0, problem.People.Count).Select(person => TinyRosters.Periods(problem, person)
                .Select(row => PeriodColumn.Of(made, person, [.. row.Select(type => (short)type)])).ToArray()),
        ];
    }

    private static RosterState Constructed(CoverModel model, PeriodMaker maker)
    {
        RosterState state = new(model);
        short[] to = new short[model.Days];
        for (int person = 0; person < model.People.Length; person++)
        {
            if (maker.BestResponse(state, person, to) && state.Evaluate(person, 0, to, withCover: true))
            {
                state.Commit(person, 0, to, state.DeltaCost, state.DeltaPoints);
            }
        }

        return state;
    }

    private static long Judged(CoverProblem problem, RosterState state)
    {
        CoverRoster roster = new(problem.People.Count, problem.Days);
        for (int cell = 0; cell < state.Rows.Length; cell++)
        {
            roster[cell / problem.Days, cell % problem.Days] = state.Rows[cell] < 0 ? null : state.Rows[cell];
        }

        CoverRules.Violations(problem, roster).ShouldBeEmpty();
        return CoverCost.Of(problem, roster).Total;
    }
}
