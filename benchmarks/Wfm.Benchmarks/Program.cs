using System.Globalization;
using BenchmarkDotNet.Running;
using Wfm.Benchmarks.Queueing;
using Wfm.Benchmarks.Server;
using Wfm.Benchmarks.Storage;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

switch (args)
{
    case ["queueing", ..]:
        QueueingReport.Print(Console.Out);
        return 0;
    case ["simulation", ..]:
        SimulationReport.Print(Console.Out);
        return 0;
    case ["accuracy", "single", ..]:
        SingleQueueStudy.Print(Console.Out, callsPerCase: 200_000);
        return 0;
    case ["accuracy", "shared", ..]:
        SharedQueuesStudy.Print(Console.Out, days: 500);
        return 0;
    case ["import", ..]:
        return await ImportBenchmark.RunAsync(args[1..]);
    case ["server-consequence", ..]:
        return await ConsequenceBenchmark.RunAsync(args[1..]);
    case ["feeds", ..]:
        return await FeedBenchmark.RunAsync(args[1..]);
    case ["screens", ..]:
        return await ScreensBenchmark.RunAsync(args[1..]);
    case ["pages", ..]:
        return await PagesBenchmark.RunAsync(args[1..]);
    case ["night", ..]:
        return await NightBenchmark.RunAsync(args[1..]);
    case ["bdn", ..]:
        BenchmarkSwitcher.FromAssembly(typeof(QueueingReport).Assembly).Run(args[1..]);
        return 0;
    default:
        Console.Error.WriteLine("Usage: queueing (result table in under a minute) | simulation | accuracy single|shared | import [--rows N] [--database TEXT] | server-consequence [--seconds N] [--database TEXT] | feeds [--rate N] [--seconds N] [--per-post N] [--database TEXT] | screens [--streams N] [--planners N] [--rate N] [--seconds N] [--database TEXT] | pages [--agents N] [--database TEXT] | night [--units N] [--seconds N] | bdn [BenchmarkDotNet arguments]");
        return 2;
}
