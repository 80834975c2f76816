using System.Globalization;
using BenchmarkDotNet.Running;
using Wfm.Benchmarks.Queueing;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

switch (args)
{
    case ["queueing", ..]:
        QueueingReport.Print(Console.Out);
        return 0;
    case ["bdn", ..]:
        BenchmarkSwitcher.FromAssembly(typeof(QueueingReport).Assembly).Run(args[1..]);
        return 0;
    default:
        Console.Error.WriteLine("Usage: queueing (result table in under a minute) | bdn [BenchmarkDotNet arguments]");
        return 2;
}
