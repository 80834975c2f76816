using System.Globalization;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>What a paid hour costs; stated by whoever asks for the report, never stored as somebody's pay.</summary>
/// <param name="Usual">The price of every contract without one of its own; empty where none is stated.</param>
/// <param name="ByContract">Prices by contract.</param>
public sealed record HourlyPrice(double? Usual, IReadOnlyDictionary<ContractId, double> ByContract)
{
    private const double Most = 1_000_000;

    /// <summary>No price is stated.</summary>
    public static HourlyPrice None { get; } = new(null, new Dictionary<ContractId, double>());

    /// <summary>Reads prices as people write them: <c>350</c>, or <c>timme:410</c> for one contract.</summary>
    /// <param name="texts">One price each; of the same contract the first counts.</param>
    /// <exception cref="FormatException">One of them is no price; the message says which.</exception>
    public static HourlyPrice Read(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        HourlyPrice price = None;
        foreach (string text in texts)
        {
            int colon = text.LastIndexOf(':');
            if (!double.TryParse(text.AsSpan(colon + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double hour) || !(hour < Most) || colon == 0)
            {
                throw new FormatException($"A price is \"{text}\", expected an amount such as 350, or a contract and an amount such as timme:410.");
            }

            price = colon < 0
                ? price with { Usual = price.Usual ?? hour }
                : price with { ByContract = price.ByContract.Append(new(new ContractId(text[..colon]), hour)).DistinctBy(pair => pair.Key).ToDictionary() };
        }

        return price;
    }

    /// <summary>The price of an hour; nothing where none is stated.</summary>
    /// <param name="contract">The contract; empty where nobody knows it.</param>
    public double? Of(ContractId? contract) => contract is { } known && ByContract.TryGetValue(known, out double price) ? price : Usual;
}
