using System.IO.Pipelines;
using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Native;
using Wfm.Scheduling.OrTools.Solving;
using Wfm.Scheduling.OrTools.Tests.Native;
using Wfm.Scheduling.OrTools.Wire;

namespace Wfm.Scheduling.OrTools.Tests;

/// <summary>What every back end must do, whoever solves.</summary>
public abstract class BackEndContract
{
    protected abstract Task<CpAnswer> SolveAsync(CpModel model);

    [Test]
    public async Task The_cheapest_of_two_ways_is_found_and_proven()
    {
        CpModelBuilder builder = new();
        CpVariable dear = builder.Whole(0, 10);
        CpVariable cheap = builder.Whole(-2, 4);
        builder.Between([new CpTerm(dear, 2), new CpTerm(cheap, 1)], 7, 9);
        builder.CountCostIn(100);
        builder.Cost(dear, 250);
        builder.Cost(cheap, 50);
        builder.Cost(-1_000);

        CpAnswer answer = await SolveAsync(builder.Build());

        answer.Status.ShouldBe(CpStatus.Optimal);
        (2 * answer.ValueOf(dear) + answer.ValueOf(cheap)).ShouldBeInRange(7, 9);
        answer.Objective.ShouldBe(2.5 * 2 + 0.5 * 3 - 10, 1e-9);
        answer.Bound.ShouldBe(answer.Objective, 1e-9);
    }

    [Test]
    public async Task Literals_are_counted_and_negated_as_they_are_written()
    {
        CpModelBuilder builder = new();
        CpVariable[] three = [builder.Boolean(), builder.Boolean(), builder.Boolean()];
        CpVariable[] two = [builder.Boolean(), builder.Boolean()];
        builder.Add(new CpConstraint.ExactlyOne(three));
        builder.Add(new CpConstraint.AtMostOne([two[0].Not, two[1].Not]));
        builder.Add(new CpConstraint.AnyOf([three[0].Not, two[0].Not]));
        builder.Add(new CpConstraint.AllOf([three[0]]));

        CpAnswer answer = await SolveAsync(builder.Build());

        answer.HasSolution.ShouldBeTrue();
        three.Select(answer.ValueOf).ShouldBe([1, 0, 0]);
        two.Select(answer.ValueOf).ShouldBe([0, 1]);
        answer.IsTrue(two[0].Not).ShouldBeTrue();
    }

    [TestCase(true, 9)]
    [TestCase(false, 2)]
    public async Task A_condition_switches_a_constraint(bool isOn, long least)
    {
        CpModelBuilder builder = new();
        CpVariable number = builder.Whole(2, 20);
        CpVariable on = builder.Whole(isOn ? 1 : 0, isOn ? 1 : 0);
        builder.Between([new CpTerm(number, 1)], 9, long.MaxValue, on);
        builder.CountCostIn(1);
        builder.Cost(number, 1);

        CpAnswer answer = await SolveAsync(builder.Build());

        answer.ValueOf(number).ShouldBe(least);
    }

    [Test]
    public async Task An_automaton_reads_its_labels_in_order()
    {
        // Never more than two in a row, and the last is a day off: of five days three can be worked.
        CpModelBuilder builder = new();
        CpVariable[] days = [.. Enumerable.Range(0, 5).Select(_ => builder.Boolean())];
        CpStep[] steps = [new(0, 0, 0), new(0, 1, 1), new(1, 0, 0), new(1, 1, 2), new(2, 0, 0)];
        builder.Add(new CpConstraint.Automaton(days, 0, [0], steps));
        builder.CountCostIn(1);
        foreach (CpVariable day in days)
        {
            builder.Cost(day, -1);
        }

        CpAnswer answer = await SolveAsync(builder.Build());

        answer.Objective.ShouldBe(-3);
        answer.ValueOf(days[4]).ShouldBe(0);
    }

    [Test]
    public async Task Intervals_do_not_overlap_unless_they_are_left_out()
    {
        CpModelBuilder builder = new();
        CpVariable[] starts = [builder.Whole(0, 3), builder.Whole(0, 3)];
        CpVariable present = builder.Boolean();
        int first = builder.Interval(CpSum.Of(starts[0]), CpSum.Of(3), CpSum.Of(starts[0], 3));
        int second = builder.Interval(CpSum.Of(starts[1]), CpSum.Of(2), CpSum.Of(starts[1], 2), present);
        builder.Add(new CpConstraint.NoOverlap([first, second]));
        builder.CountCostIn(1);
        builder.Cost(starts[1], 1);
        builder.Cost(starts[0], 2);
        builder.Cost(present, -10);

        CpAnswer answer = await SolveAsync(builder.Build());

        // Behind the first at 3: 3 + 0 − 10; before it at 0: 0 + 2 × 2 − 10.
        answer.Objective.ShouldBe(-7);
        starts.Select(answer.ValueOf).ShouldBe([0, 3]);
    }

    [Test]
    public async Task Assumptions_that_cannot_hold_together_are_named()
    {
        CpModelBuilder builder = new();
        CpVariable number = builder.Whole(0, 10);
        CpVariable[] assumed = [builder.Boolean(), builder.Boolean(), builder.Boolean()];
        builder.Between([new CpTerm(number, 1)], 6, long.MaxValue, assumed[0]);
        builder.Between([new CpTerm(number, 1)], long.MinValue, 9, assumed[1]);
        builder.Between([new CpTerm(number, 1)], long.MinValue, 5, assumed[2].Not);
        builder.Assume(assumed[0]);
        builder.Assume(assumed[1]);
        builder.Assume(assumed[2].Not);

        CpAnswer answer = await SolveAsync(builder.Build());

        answer.Status.ShouldBe(CpStatus.Infeasible);
        answer.Core.ShouldBe([assumed[0], assumed[2].Not], ignoreOrder: true);
    }

    [Test]
    public async Task A_wrong_hint_does_no_harm()
    {
        CpModelBuilder builder = new();
        CpVariable number = builder.Whole(0, 10, hint: 10);
        CpVariable other = builder.Whole(0, 10, hint: 0);
        builder.Between([new CpTerm(number, 1), new CpTerm(other, 3)], 5, 7);
        builder.CountCostIn(1);
        builder.Cost(number, 1);
        builder.Cost(other, 1);

        (await SolveAsync(builder.Build())).Objective.ShouldBe(2);
    }

    [Test]
    public async Task Random_small_models_get_the_value_that_trying_everything_gives()
    {
        for (int seed = 0; seed < 25; seed++)
        {
            CpModel model = Chance(seed);
            long[]? best = PlainSolver.Best(model, []);

            CpAnswer answer = await SolveAsync(model);

            answer.Status.ShouldBe(best is null ? CpStatus.Infeasible : CpStatus.Optimal, $"seed {seed}");
            if (best is not null)
            {
                answer.Objective.ShouldBe(model.Objective!.Sum.Terms.Sum(term => term.Coefficient * best[term.Variable.Index]), 1e-6, $"seed {seed}");
            }
        }
    }

    private static CpModel Chance(int seed)
    {
        Random random = new(seed);
        CpModelBuilder builder = new();
        CpVariable[] literals = [.. Enumerable.Range(0, 7).Select(_ => builder.Boolean())];
        CpVariable number = builder.Whole(-2, 3);
        CpVariable Any() => random.Next(2) == 0 ? literals[random.Next(7)] : literals[random.Next(7)].Not;
        for (int row = 0; row < 5; row++)
        {
            switch (random.Next(4))
            {
                case 0:
                    builder.Add(new CpConstraint.AnyOf([Any(), Any()]) { OnlyIf = [Any()] });
                    break;
                case 1:
                    builder.Add(new CpConstraint.AtMostOne([literals[row], literals[row + 1].Not, literals[row + 2]]));
                    break;
                case 2:
                    builder.Add(new CpConstraint.AllOf([Any()]) { OnlyIf = [Any(), Any()] });
                    break;
                default:
                    builder.Between(
                        [.. literals.Select(literal => new CpTerm(literal, random.Next(-3, 4))), new CpTerm(number, 2)], random.Next(-3, 2), random.Next(2, 5), Any());
                    break;
            }
        }

        builder.CountCostIn(1);
        foreach (CpVariable variable in literals.Append(number))
        {
            builder.Cost(variable, random.Next(-5, 6));
        }

        return builder.Build();
    }
}

/// <summary>The npm package under Node, for real.</summary>
[TestFixture]
public sealed class SideProcessContract : BackEndContract
{
    protected override Task<CpAnswer> SolveAsync(CpModel model) =>
        OrToolsForTests.Solver.SolveAsync(model, new CpSolverOptions { Seconds = 600 }, CancellationToken.None);
}

/// <summary>The native back end's own sources over its frames, around a stand-in that tries everything.</summary>
[TestFixture]
public sealed class NativeStandInContract : BackEndContract
{
    protected override async Task<CpAnswer> SolveAsync(CpModel model)
    {
        Pipe questions = new();
        Pipe answers = new();
        await using Stream input = questions.Reader.AsStream();
        await using Stream output = answers.Writer.AsStream();
        await using Stream heard = answers.Reader.AsStream();
        Task loop = FrameLoop.RunAsync(input, output, new NativeSolver(), CancellationToken.None);
        byte[] parameters = System.Text.Encoding.UTF8.GetBytes(new CpSolverOptions().ToText());
        await using (Stream asked = questions.Writer.AsStream())
        {
            (await Frame.ReadFromAsync(heard, CancellationToken.None))!.Kind.ShouldBe(FrameKind.Ready);
            await Frame.Question(7, parameters, CpModelWriter.Write(model)).WriteToAsync(asked, CancellationToken.None);
            Frame answer = (await Frame.ReadFromAsync(heard, CancellationToken.None))!;
            answer.Kind.ShouldBe(FrameKind.Answer);
            answer.Number.ShouldBe(7u);
            await questions.Writer.CompleteAsync();
            await loop;
            return CpAnswerReader.Read(answer.Payload);
        }
    }
}
