using Wfm.PlanQuality.Consequences;
using Wfm.PlanQuality.Forecast;
using Wfm.PlanQuality.Intraday;
using Wfm.PlanQuality.Judge;
using Wfm.PlanQuality.Nrp;
using Wfm.PlanQuality.Periods;
using Wfm.PlanQuality.Reforecast;
using Wfm.PlanQuality.Requests;
using Wfm.PlanQuality.Watch;

return args switch
{
    ["periods", .. string[] rest] => PeriodsCommand.Run(rest),
    ["picture", .. string[] rest] => CurvePicture.Run(rest),
    ["generate", .. string[] rest] => GenerateCommand.Run(rest),
    ["intraday", .. string[] rest] => IntradayCommand.Run(rest),
    ["requests", .. string[] rest] => RequestsCommand.Run(rest),
    ["consequences", .. string[] rest] => ConsequencesCommand.Run(rest),
    ["judge", .. string[] rest] => await JudgeCommand.RunAsync(rest),
    ["nrp", .. string[] rest] => NrpCommand.Run(rest),
    ["forecast", .. string[] rest] => ForecastBenchmark.Run(rest),
    ["reforecast", .. string[] rest] => ReforecastCommand.Run(rest),
    ["watch", .. string[] rest] => WatchCommand.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: Wfm.PlanQuality periods --instances DIR --out OUT [--time 60s] [--seed 1] [--threads 2] [--only NAME] [--steps N] [--rules plain|full]
               Wfm.PlanQuality picture --curve FILE.curve.csv --out FILE.svg
               Wfm.PlanQuality generate --out FILE [--agents 52] [--weeks 10] [--days 5|7] [--seed 1]
               Wfm.PlanQuality consequences [--requests 60]
               Wfm.PlanQuality intraday|requests --instances DIR --plans DIR --out OUT [--seed 1] [--only NAME] [--changes free|usual]
               Wfm.PlanQuality judge [--count 200]
               Wfm.PlanQuality nrp --instances DIR --out OUT [--time 60s] [--seed 1] [--threads 2] [--only NAME] [--steps N] [--bound-steps N] [--borders open]
               Wfm.PlanQuality forecast|reforecast --data DIR
               Wfm.PlanQuality watch [--days 200] [--agents 60] [--queues 5]
        """);
    return 2;
}
