namespace Wfm.Domain;

/// <summary>The queueing model a queue is staffed and predicted by.</summary>
public enum StaffingModel
{
    /// <summary>Callers hang up when their patience ends (M/M/n+M). The default.</summary>
    ErlangA,

    /// <summary>Callers wait for ever (M/M/n). What other tools print.</summary>
    ErlangC,
}
