namespace Allora.Sdk;

/// <summary>As what a wallet took part in a nonce.</summary>
public enum SubmissionActor
{
    /// <summary>It gave an inference.</summary>
    Inferer,

    /// <summary>It forecast inferers' losses.</summary>
    Forecaster,

    /// <summary>It judged inferences by what came true.</summary>
    Reputer,
}
