using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Which figures are about too few people to be told, those included from which one could be reckoned by subtraction.</summary>
public static class SmallGroups
{
    /// <summary>Figures about fewer people are withheld.</summary>
    public const int Fewest = 5;

    /// <summary>Which parts of a sum are withheld: those about one to four people, and further ones, smallest first, until what is withheld together is about enough people.</summary>
    /// <param name="parts">The people behind each part; nobody means a plain zero, which is told.</param>
    /// <param name="withheld">Parts withheld for another reason already.</param>
    /// <returns>For each part whether it is withheld.</returns>
    public static bool[] Withheld(IReadOnlyList<IReadOnlySet<AgentId>> parts, IReadOnlyList<bool>? withheld = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        bool[] hidden = [.. parts.Select((people, at) => (people.Count is > 0 and < Fewest) || withheld?[at] == true)];
        while (hidden.Any(isHidden => isHidden) && IsFew(parts.Where((_, at) => hidden[at])))
        {
            int[] shown = [.. Enumerable.Range(0, parts.Count).Where(at => !hidden[at] && parts[at].Count > 0)];
            if (shown.Length == 0)
            {
                break;
            }

            hidden[shown.MinBy(at => parts[at].Count)] = true;
        }

        return hidden;
    }

    /// <summary>Whether some people are too few together.</summary>
    /// <param name="people">Sets of people; may overlap.</param>
    public static bool IsFew(IEnumerable<IReadOnlySet<AgentId>> people) => people.SelectMany(set => set).Distinct().Count() is > 0 and < Fewest;
}
