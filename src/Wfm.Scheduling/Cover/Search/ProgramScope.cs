namespace Wfm.Scheduling.Cover;

/// <summary>What a <see cref="PersonProgram"/> looks at; less is faster, and still good for a bound as long as all types are in.</summary>
/// <param name="Types">Types the person may be given.</param>
/// <param name="Counted">Types whose limit is kept.</param>
/// <param name="KeepsFollowers">Whether forbidden followers are kept.</param>
/// <param name="CountsWeekends">Whether the limit on weekends is kept.</param>
internal sealed record ProgramScope(int[] Types, int[] Counted, bool KeepsFollowers, bool CountsWeekends)
{
    /// <summary>Every rule but the limits of types.</summary>
    public static ProgramScope Of(CoverModel model, PersonModel person) =>
        new([.. Enumerable.Range(0, model.Types).Where(type => person.MostOfType[type] > 0)], [], true, true);
}
