using Wfm.PlanQuality.Forecast;
using Wfm.PlanQuality.Judge;
using Wfm.PlanQuality.Periods;

return args switch
{
    ["periods", .. string[] rest] => PeriodsCommand.Run(rest),
    ["picture", .. string[] rest] => CurvePicture.Run(rest),
    ["judge", .. string[] rest] => await JudgeCommand.RunAsync(rest),
    ["forecast", .. string[] rest] => ForecastBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: Wfm.PlanQuality periods --instances DIR --out OUT [--time 60s] [--seed 1] [--threads 2] [--only NAME] [--steps N]
               Wfm.PlanQuality picture --curve FILE.curve.csv --out FILE.svg
               Wfm.PlanQuality judge [--count 200]
               Wfm.PlanQuality forecast --data DIR
        """);
    return 2;
}
