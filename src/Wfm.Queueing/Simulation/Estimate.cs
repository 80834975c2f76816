namespace Wfm.Queueing.Simulation;

/// <summary>A simulated figure and how sure it is.</summary>
/// <param name="Value">The figure.</param>
/// <param name="StandardError">Standard error of the figure over the simulated days; about two thirds of all runs err by less.</param>
public readonly record struct Estimate(double Value, double StandardError);
