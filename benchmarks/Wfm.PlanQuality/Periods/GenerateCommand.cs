namespace Wfm.PlanQuality.Periods;

/// <summary>Writes one generated centre in the format of the supplied ones.</summary>
internal static class GenerateCommand
{
    public static int Run(string[] args)
    {
        Dictionary<string, string> options = RunOptions.Of(args);
        int Number(string name, int otherwise) => int.Parse(options.GetValueOrDefault(name, $"{otherwise}"));
        (int agents, int weeks, int days) = (Number("--agents", 52), Number("--weeks", 10), Number("--days", 5));
        if (!options.TryGetValue("--out", out string? output) || agents < 1 || weeks is < 1 or > 53 || days is not (5 or 7))
        {
            Console.Error.WriteLine("generate needs --out FILE; --agents is 1 or more, --weeks 1 to 53, --days 5 or 7.");
            return 2;
        }

        CentreGenerator.Draw(agents, weeks, days, Number("--seed", 1)).Write(output);
        return 0;
    }
}
