using Wfm.PlanQuality.Forecast;

return args.FirstOrDefault() switch
{
    "forecast" => ForecastBenchmark.Run(args.AsSpan(1)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: forecast --data DIR");
    return 2;
}
