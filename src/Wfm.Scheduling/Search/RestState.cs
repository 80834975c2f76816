namespace Wfm.Scheduling.Search;

/// <summary>What the rules on sequences of days must remember about the past.</summary>
/// <param name="Run">Working days in a row, when a longest run is set.</param>
/// <param name="Off">Calendar days off since the last shift, capped; 0 right after a shift.</param>
/// <param name="EndBand">Band of the last shift's end; forgotten with the cap.</param>
/// <param name="Rested">Whether the fixed seven-day period has had its weekly rest.</param>
/// <param name="Since">Calendar days since the first shift after the last weekly rest.</param>
/// <param name="FirstBand">Band of that first shift's start.</param>
/// <param name="Weekends">Weekends worked so far.</param>
/// <param name="InWeekend">Whether this weekend is among them.</param>
/// <param name="Started">Whether any shift is known before; without one there is no last end.</param>
internal readonly record struct RestState(
    int Run, int Off, int EndBand, bool Rested, int Since, int FirstBand, int Weekends, bool InWeekend, bool Started);
