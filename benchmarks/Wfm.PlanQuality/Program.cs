using Wfm.PlanQuality.Forecast;
using Wfm.PlanQuality.Nrp;
using Wfm.PlanQuality.Periods;

return args switch
{
    ["periods", .. string[] rest] => PeriodsCommand.Run(rest),
    ["nrp", .. string[] rest] => NrpCommand.Run(rest),
    ["forecast", .. string[] rest] => ForecastBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: Wfm.PlanQuality periods --instances DIR --out OUT [--time 60s] [--seed 1] [--threads 2] [--only NAME] [--steps N]
               Wfm.PlanQuality nrp --instances DIR --out OUT [--time 60s] [--seed 1] [--threads 2] [--only NAME] [--steps N] [--bound-steps N] [--borders open]
               Wfm.PlanQuality forecast --data DIR
        """);
    return 2;
}
