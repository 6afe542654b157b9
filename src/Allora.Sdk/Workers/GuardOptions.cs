namespace Allora.Sdk;

/// <summary>Checks of predictions before and during their submission. All but <see cref="Network"/> are off by default.</summary>
public sealed class GuardOptions
{
    /// <summary>The action on a prediction of exactly zero (with labels: of all zeros), as many broken sources return. Default <see cref="GuardAction.Off"/>.</summary>
    public GuardAction Zero { get; set; } = GuardAction.Off;

    /// <summary>The action on a jump from the provider's last value. Default <see cref="GuardAction.Off"/>.</summary>
    public GuardAction Jump { get; set; } = GuardAction.Off;

    /// <summary>A difference from the last value above this is a jump, in the topic's own unit. Default null: no absolute limit.</summary>
    public double? MaximumJump { get; set; }

    /// <summary>A difference above this part of the last value is a jump: 0.5 is half of it. Default null: no relative limit. Does not apply to a last value of zero.</summary>
    public double? MaximumRelativeJump { get; set; }

    /// <summary>A last value older than this is not compared with, so that a real change of level is not refused forever. Default 1 day.</summary>
    public TimeSpan JumpAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// The action on a prediction that is absurd beside the network's values: with at least ten other inferers' values of the last closed window known, it is
    /// further from their median than 1 000 times the distance between their quartiles. Values that are old, or that do not differ, judge nothing; nor are
    /// predictions with labels judged. Default <see cref="GuardAction.Refuse"/>: the prediction is held back. <see cref="GuardAction.Report"/> submits it with a warning.
    /// </summary>
    public GuardAction Network { get; set; } = GuardAction.Refuse;

    /// <summary>
    /// Compare with the network's inferences of the last closed window (topics with one value; needs three other inferers). A finding is for
    /// information above two standard deviations, and a warning above three; it never delays or refuses a submission. Default false.
    /// </summary>
    public bool ZScore { get; set; }

    /// <summary>How long the network's inferences are used before they are queried again. Default 60 s.</summary>
    public TimeSpan ZScoreInterval { get; set; } = TimeSpan.FromSeconds(60);

    internal GuardOptions Copy() => (GuardOptions)MemberwiseClone();

    internal void Validate()
    {
        Require(MaximumJump is null or > 0, $"{nameof(MaximumJump)} must be above zero.");
        Require(MaximumRelativeJump is null or > 0, $"{nameof(MaximumRelativeJump)} must be above zero: 0.5 is half of the last value.");
        Require(Jump == GuardAction.Off || MaximumJump is not null || MaximumRelativeJump is not null, $"The guard against jumps needs {nameof(MaximumJump)} or {nameof(MaximumRelativeJump)}.");
        Require(JumpAge > TimeSpan.Zero, $"{nameof(JumpAge)} must be above zero.");
        Require(ZScoreInterval > TimeSpan.Zero, $"{nameof(ZScoreInterval)} must be above zero.");
    }

    private static void Require(bool ok, string message)
    {
        if (!ok)
            throw new ArgumentException(message);
    }
}
