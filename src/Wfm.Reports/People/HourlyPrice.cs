using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>What a paid hour costs; stated by whoever asks for the report, never stored as somebody's pay.</summary>
/// <param name="Usual">The price of every contract without one of its own; empty where none is stated.</param>
/// <param name="ByContract">Prices by contract.</param>
public sealed record HourlyPrice(double? Usual, IReadOnlyDictionary<ContractId, double> ByContract)
{
    /// <summary>No price is stated.</summary>
    public static HourlyPrice None { get; } = new(null, new Dictionary<ContractId, double>());

    /// <summary>The price of an hour; nothing where none is stated.</summary>
    /// <param name="contract">The contract; empty where nobody knows it.</param>
    public double? Of(ContractId? contract) => contract is { } known && ByContract.TryGetValue(known, out double price) ? price : Usual;
}
