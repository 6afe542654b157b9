namespace Allora.Sdk.Chain.Transport;

/// <summary>What a call's end says about the endpoint, not about the question.</summary>
internal enum CallVerdict
{
    /// <summary>The chain spoke, whatever it said.</summary>
    Answered,

    /// <summary>The way there or the server is broken.</summary>
    Broken,

    /// <summary>The endpoint asks for fewer requests.</summary>
    Busy,
}
