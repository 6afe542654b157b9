namespace Allora.Sdk.Chain.Errors;

/// <summary>What the end of a call says about the endpoint, as opposed to the question.</summary>
internal enum CallVerdict
{
    /// <summary>The endpoint works: the chain answered, or refused.</summary>
    Answered,

    /// <summary>The endpoint, or the way to it, is broken.</summary>
    Broken,

    /// <summary>The endpoint asks for fewer requests.</summary>
    Busy,
}
