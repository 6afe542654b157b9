namespace Allora.Sdk.DevNet.Transactions;

/// <summary>Why a transaction runs.</summary>
internal enum ExecutionMode
{
    /// <summary>May it enter the mempool? No message runs.</summary>
    Check,

    /// <summary>May it stay after a block? Signatures were verified before.</summary>
    Recheck,

    /// <summary>What would it do and cost? Fee, gas limit and signature do not count.</summary>
    Simulate,

    /// <summary>In a block.</summary>
    Deliver,
}
