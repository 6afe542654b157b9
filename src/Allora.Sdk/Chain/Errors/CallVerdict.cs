namespace Allora.Sdk.Chain.Errors;

/// <summary>The meaning of a call's end for the endpoint's health.</summary>
internal enum CallVerdict
{
    /// <summary>The endpoint works: the chain answered, with a reply or an error.</summary>
    Answered,

    /// <summary>The endpoint, or the way to it, is broken.</summary>
    Broken,

    /// <summary>The endpoint limits the rate of requests.</summary>
    Busy,
}
