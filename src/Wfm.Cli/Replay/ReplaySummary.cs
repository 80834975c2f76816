using System.Globalization;

namespace Wfm.Cli;

/// <summary>What telling a day came to.</summary>
internal sealed class ReplaySummary
{
    private readonly List<double> _milliseconds = [];

    /// <summary>How long it took.</summary>
    public double Seconds { get; set; }

    /// <summary>Deliveries sent again because they were not acknowledged.</summary>
    public int Repeated { get; set; }

    /// <summary>Rows acknowledged, by kind.</summary>
    public SortedDictionary<string, int> Acknowledged { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The first refusal's words.</summary>
    public string? FirstRefusal { get; private set; }

    /// <summary>Rows acknowledged but kept aside by the server.</summary>
    public int KeptAside { get; private set; }

    /// <summary>Rows sent.</summary>
    public int Sent => Acknowledged.Values.Sum() + Refused;

    public void Acknowledge(string what, int rows, int keptAside, TimeSpan took)
    {
        Acknowledged[what] = Acknowledged.GetValueOrDefault(what) + rows;
        KeptAside += keptAside;
        _milliseconds.Add(took.TotalMilliseconds);
    }

    public void Refuse(string what, int rows, string words)
    {
        Refused += rows;
        FirstRefusal ??= $"{what}: {words}";
    }

    /// <summary>Milliseconds within which a share of deliveries was acknowledged.</summary>
    public double Within(double share)
    {
        double[] sorted = [.. _milliseconds.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>As JSON.</summary>
    public object ToJson() => new
    {
        sent = Sent,
        acknowledged = Acknowledged,
        refused = Refused,
        keptAside = KeptAside,
        repeatedDeliveries = Repeated,
        deliveries = _milliseconds.Count,
        p50Milliseconds = Within(0.5),
        p99Milliseconds = Within(0.99),
        seconds = Seconds,
        FirstRefusal,
    };

    /// <summary>In words.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Sent {Sent} rows in {_milliseconds.Count} deliveries, {Seconds:0} s: acknowledged {string.Join(", ", Acknowledged.Select(kind => $"{kind.Value} {kind.Key}"))}; refused {Refused}, kept aside {KeptAside}, sent again {Repeated}. Acknowledged within {Within(0.5):0} ms (half of them), {Within(0.99):0} ms (99 %).{(FirstRefusal is null ? "" : $" First refusal: {FirstRefusal}")}");
}
