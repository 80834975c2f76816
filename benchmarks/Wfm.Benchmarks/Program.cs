using System.Globalization;
using BenchmarkDotNet.Running;
using Wfm.Benchmarks.Queueing;
using Wfm.Benchmarks.Storage;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

switch (args)
{
    case ["queueing", ..]:
        QueueingReport.Print(Console.Out);
        return 0;
    case ["import", ..]:
        return await ImportBenchmark.RunAsync(args[1..]);
    case ["bdn", ..]:
        BenchmarkSwitcher.FromAssembly(typeof(QueueingReport).Assembly).Run(args[1..]);
        return 0;
    default:
        Console.Error.WriteLine("Usage: queueing (result table in under a minute) | import [--rows N] [--database TEXT] | bdn [BenchmarkDotNet arguments]");
        return 2;
}
