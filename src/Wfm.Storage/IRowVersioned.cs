namespace Wfm.Storage;

/// <summary>A row people edit: its number grows with each change, and a change on top of an old number is refused.</summary>
public interface IRowVersioned
{
    /// <summary>0 when new, one more with each change. Kept by <see cref="WfmDb"/>.</summary>
    int RowVersion { get; }
}
