using Wfm.Domain;

namespace Wfm.Planning;

/// <summary>A step cannot be done as asked. Thrown inside the step's transaction, so that nothing of it stays.</summary>
/// <param name="remark">Where, what was found and what was expected, under a stable code that programs may compare.</param>
/// <param name="code">The code told to programs.</param>
/// <param name="facts">Figures a screen may show.</param>
public sealed class StepRefusedException(string code, Remark remark, object? facts = null) : Exception(remark.Text)
{
    /// <summary>A step that is refused without figures in its sentence.</summary>
    /// <param name="code">Stable: programs may compare it.</param>
    /// <param name="why">Where, what was found and what was expected.</param>
    /// <param name="facts">Figures a screen may show.</param>
    public StepRefusedException(string code, string why, object? facts = null)
        : this(code, Remark.Of(code, why), facts)
    {
    }

    /// <summary>A step that is refused with a sentence that has figures.</summary>
    /// <param name="code">Stable: programs may compare it.</param>
    /// <param name="why">Where, what was found and what was expected.</param>
    /// <param name="facts">Figures a screen may show.</param>
    public StepRefusedException(string code, Sentence why, object? facts = null)
        : this(code, Remark.Of(code, why), facts)
    {
    }

    /// <summary>Stable: programs may compare it.</summary>
    public string Code { get; } = code;

    /// <summary>What is told, for pages in the reader's language; its code may be finer than the one told to programs.</summary>
    public string Said { get; } = remark.Said;

    /// <summary>Figures a screen may show.</summary>
    public object? Facts { get; } = facts;
}
