using System.Globalization;

namespace Wfm.Scheduling.OrTools.Model;

/// <summary>How hard to solve one model. One worker, a deterministic limit and a seed repeat bit for bit.</summary>
public sealed record CpSolverOptions
{
    /// <summary>Search threads; the WebAssembly solver has one whatever is asked. Default 1.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Wall-clock limit in seconds; there is always one. Default 60.</summary>
    public double Seconds { get; init; } = 60;

    /// <summary>Limit in the solver's own machine-independent seconds; null for none.</summary>
    public double? DeterministicSeconds { get; init; }

    /// <summary>Seed of every random choice. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether the solver writes its search log. Default false.</summary>
    public bool Log { get; init; }

    /// <summary>The parameters as protobuf text, as the native solver takes them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public string ToText()
    {
        Check();
        CultureInfo plain = CultureInfo.InvariantCulture;
        List<string> fields =
        [
            $"num_workers:{Workers}",
            string.Create(plain, $"max_time_in_seconds:{Seconds:R}"),
            string.Create(plain, $"random_seed:{Seed}"),
            $"log_search_progress:{(Log ? "true" : "false")}",
        ];
        if (DeterministicSeconds is { } limit)
        {
            fields.Add(string.Create(plain, $"max_deterministic_time:{limit:R}"));
        }

        return string.Join(' ', fields);
    }

    /// <summary>Refuses values no solver accepts.</summary>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Workers, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Seed);
        if (Seconds is not (> 0 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(Seconds), Seconds, "A solve has a time limit of more than 0 seconds.");
        }

        if (DeterministicSeconds is not (null or > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(DeterministicSeconds), DeterministicSeconds, "Expected more than 0, or null.");
        }
    }
}
