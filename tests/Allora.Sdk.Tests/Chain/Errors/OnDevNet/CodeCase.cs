using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Tests.Chain.Errors.OnDevNet;

/// <summary>One row of the chain's table of codes: how a DevNet is brought to answer it, and what a worker makes of it.</summary>
/// <param name="Codespace">The module.</param>
/// <param name="Code">Its number.</param>
/// <param name="Reason">What it means.</param>
/// <param name="Transient">Whether trying again, with what the reason names renewed, can succeed.</param>
/// <param name="Next">What the worker does next.</param>
/// <param name="Produce">Brings the DevNet to it.</param>
internal sealed record CodeCase(string Codespace, uint Code, AlloraErrorReason Reason, bool Transient, NextStep Next, Func<DevNetSetup, Task<ChainError?>> Produce)
{
    /// <summary>Whether it came in a block and burned its fee.</summary>
    public bool Paid { get; init; }

    public DevNet.Options.DevNetGenesis? Genesis { get; init; }

    public Func<DevNet.Options.DevNetOptions, DevNet.Options.DevNetOptions>? Configure { get; init; }

    public void Check(ChainError? error)
    {
        Assert.NotNull(error);
        Assert.Equal((Codespace, Code, Reason, Transient), (error.Codespace, error.Code, error.Reason, error.IsTransient));
        Assert.Equal(Next, Paid ? RefusalPolicy.AfterPaidFailure(error.Reason) : RefusalPolicy.AfterFreeRefusal(error.Reason));
    }
}
