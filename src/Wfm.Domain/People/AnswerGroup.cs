namespace Wfm.Domain;

/// <summary>An answer group (svarsgrupp): people led by one leader.</summary>
/// <param name="Id">Code.</param>
/// <param name="Name">What people call it.</param>
public sealed record AnswerGroup(GroupId Id, string Name);
