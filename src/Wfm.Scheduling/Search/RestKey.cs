using Wfm.Domain;

namespace Wfm.Scheduling.Search;

/// <summary>Everything that makes two agents' tabulated rest states equal; days are compared by the times they allow.</summary>
internal readonly record struct RestKey(ContractId Contract, RestAround Around, bool Cautious, IReadOnlyList<RestDay> Days)
{
    public bool Equals(RestKey other)
    {
        bool equal = Contract == other.Contract && Around == other.Around && Cautious == other.Cautious && Days.Count == other.Days.Count;
        for (int day = 0; day < Days.Count && equal; day++)
        {
            equal = Days[day].IsLike(other.Days[day]);
        }

        return equal;
    }

    public override int GetHashCode()
    {
        HashCode hash = new();
        hash.Add(Contract);
        hash.Add(Around);
        hash.Add(Cautious);
        foreach (RestDay day in Days)
        {
            hash.Add(day.EarliestStart);
            hash.Add(day.LatestEnd);
        }

        return hash.ToHashCode();
    }
}
