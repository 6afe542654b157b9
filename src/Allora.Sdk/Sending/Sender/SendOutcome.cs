namespace Allora.Sdk.Sending.Sender;

/// <summary>What became of one call to the sender.</summary>
internal abstract record SendOutcome;

/// <summary>The bytes left. A node took them, or its answer was lost: either way the hash decides.</summary>
internal sealed record Sent(PendingTransaction Transaction) : SendOutcome;

/// <summary>A dry run got as far as it goes.</summary>
internal sealed record Rehearsed(ulong GasUsed) : SendOutcome;

/// <summary>Nothing of this call can be included.</summary>
internal sealed record Refused(AlloraErrorReason Reason, SubmissionStage Stage, string Message, bool IsTransient, ChainError? Chain = null) : SendOutcome;
