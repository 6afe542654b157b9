namespace Allora.Sdk;

/// <summary>The role in which a wallet took part in a nonce.</summary>
public enum SubmissionActor
{
    /// <summary>It submitted an inference.</summary>
    Inferer,

    /// <summary>It submitted forecasts of inferers' losses.</summary>
    Forecaster,

    /// <summary>It submitted the losses of inferences against the truth.</summary>
    Reputer,
}
