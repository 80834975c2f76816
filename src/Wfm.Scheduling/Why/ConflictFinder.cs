namespace Wfm.Scheduling.Why;

/// <summary>Finds a smallest set of suspects that cannot hold together when everything else is relaxed.</summary>
/// <remarks>
/// A deletion filter in two orders gives sets from which nothing can be taken away; then every smaller number is tried
/// whole while there are few enough sets. What can be cut by day is cut afterwards and filtered again.
/// </remarks>
internal sealed class ConflictFinder(PersonOracle oracle)
{
    private const int MostSetsTried = 150;

    /// <summary>The set; empty when the person is possible, or impossible even with everything relaxed.</summary>
    public IReadOnlyList<Suspect> Smallest(Person person, IReadOnlyList<Suspect> suspects)
    {
        Attempt attempt = new(oracle, person, suspects);
        if (!attempt.IsImpossible(suspects))
        {
            return [];
        }

        IReadOnlyList<Suspect> found = attempt.Filter([], suspects);
        IReadOnlyList<Suspect> other = attempt.Filter([], [.. suspects.Reverse()]);
        found = other.Count < found.Count ? other : found;
        found = Smaller(attempt, suspects, found.Count) ?? found;
        return found.Count == 0 ? [] : CutFiner(person, suspects, found);
    }

    private static IReadOnlyList<Suspect>? Smaller(Attempt attempt, IReadOnlyList<Suspect> suspects, int count)
    {
        for (int size = 1; size < count && Sets(suspects.Count, size) <= MostSetsTried; size++)
        {
            foreach (IReadOnlyList<Suspect> set in Choose(suspects, 0, size))
            {
                if (attempt.IsImpossible(set))
                {
                    return set;
                }
            }
        }

        return null;
    }

    private static double Sets(int count, int size) =>
        Enumerable.Range(0, size).Aggregate(1.0, (sets, at) => sets * (count - at) / (at + 1));

    private static IEnumerable<IReadOnlyList<Suspect>> Choose(IReadOnlyList<Suspect> suspects, int from, int size)
    {
        if (size == 0)
        {
            yield return [];
            yield break;
        }

        for (int first = from; first < suspects.Count; first++)
        {
            foreach (IReadOnlyList<Suspect> rest in Choose(suspects, first + 1, size - 1))
            {
                yield return [suspects[first], .. rest];
            }
        }
    }

    /// <summary>Replaces what can be cut by its parts and takes away those not needed, from either end.</summary>
    private List<Suspect> CutFiner(Person person, IReadOnlyList<Suspect> suspects, IReadOnlyList<Suspect> found)
    {
        Suspect[] whole = [.. found.Where(suspect => suspect.Parts.Count == 0)];
        Suspect[] parts = [.. found.SelectMany(suspect => suspect.Parts)];
        Attempt attempt = new(oracle, person, [.. suspects.Where(suspect => suspect.Parts.Count == 0), .. suspects.SelectMany(suspect => suspect.Parts)]);
        if (parts.Length == 0 || !attempt.IsImpossible([.. whole, .. parts]))
        {
            return [.. found];
        }

        IReadOnlyList<Suspect> early = attempt.Filter(whole, parts);
        IReadOnlyList<Suspect> late = attempt.Filter(whole, [.. parts.Reverse()]);
        // Taking a part away can free another member where absences are credited, so everything is asked once more.
        return [.. attempt.Filter([], late.Count < early.Count ? late : early)];
    }

    /// <summary>Questions about one person and one list of suspects.</summary>
    private sealed class Attempt(PersonOracle oracle, Person person, IReadOnlyList<Suspect> suspects)
    {
        /// <summary>Whether this set alone, every other suspect relaxed, leaves no schedule.</summary>
        public bool IsImpossible(IReadOnlyCollection<Suspect> set)
        {
            HashSet<Suspect> kept = new(set, ReferenceEqualityComparer.Instance);
            Person relaxed = suspects.Where(suspect => !kept.Contains(suspect)).Aggregate(person, (known, suspect) => suspect.Remove(known));
            return !oracle.IsPossible(relaxed);
        }

        /// <summary>Takes away, in order and until nothing changes, every optional suspect the conflict does not need.</summary>
        public IReadOnlyList<Suspect> Filter(IReadOnlyList<Suspect> kept, IReadOnlyList<Suspect> optional)
        {
            List<Suspect> rest = [.. optional];
            for (bool changed = true; changed;)
            {
                changed = false;
                foreach (Suspect suspect in rest.ToArray())
                {
                    List<Suspect> without = [.. rest.Where(other => !ReferenceEquals(other, suspect))];
                    if (IsImpossible([.. kept, .. without]))
                    {
                        (rest, changed) = (without, true);
                    }
                }
            }

            return [.. kept, .. rest];
        }
    }
}
