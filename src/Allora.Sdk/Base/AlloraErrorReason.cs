namespace Allora.Sdk;

/// <summary>Why a request failed, in terms that a caller can act on. Every error of the chain or of the connection to it has a reason.</summary>
public enum AlloraErrorReason
{
    /// <summary>The reason is not known; see the exception's message.</summary>
    Unknown,

    /// <summary>The endpoint could not be reached, or the connection broke.</summary>
    Transport,

    /// <summary>No answer within <see cref="AlloraClientOptions.RequestTimeout"/>. Whether the request arrived is unknown.</summary>
    Timeout,

    /// <summary>The endpoint answered that it cannot serve requests now.</summary>
    Unavailable,

    /// <summary>Too many requests: send fewer.</summary>
    RateLimited,

    /// <summary>The endpoint requires credentials, or denies access to this caller.</summary>
    AccessDenied,

    /// <summary>The node uses another version of the chain's messages than the request, or cannot read the bytes.</summary>
    WrongSchema,

    /// <summary>The account sequence is not the one the node expects next.</summary>
    SequenceMismatch,

    /// <summary>A signature does not verify: that of the transaction (account number, chain id, key) or that of the payload in it.</summary>
    SignatureRejected,

    /// <summary>The account holds less than the fee or the amount.</summary>
    InsufficientFunds,

    /// <summary>The public key does not belong to the signer's address.</summary>
    WrongSigner,

    /// <summary>The account does not exist on the chain yet: fund it.</summary>
    UnknownAccount,

    /// <summary>The gas limit was too low.</summary>
    OutOfGas,

    /// <summary>The memo is longer than the chain allows.</summary>
    MemoTooLarge,

    /// <summary>The fee is below the current price.</summary>
    InsufficientFee,

    /// <summary>The fee is in a coin that the chain does not accept.</summary>
    WrongFeeDenom,

    /// <summary>The request, or data in it, is invalid; sending it again does not help.</summary>
    InvalidRequest,

    /// <summary>The node already has exactly these bytes: not a failure.</summary>
    AlreadyKnown,

    /// <summary>The node's mempool is full.</summary>
    MempoolFull,

    /// <summary>The transaction is larger than the node accepts.</summary>
    TxTooLarge,

    /// <summary>The transaction's last height has passed, so it was not included and nothing was paid.</summary>
    WindowEnded,

    /// <summary>The account that should pay the fee has not granted it.</summary>
    NoFeeGrant,

    /// <summary>This address is not on the chain's or the topic's list of permitted addresses.</summary>
    NotPermitted,

    /// <summary>The topic does not exist.</summary>
    UnknownTopic,

    /// <summary>The nonce is closed or was never opened: a miss.</summary>
    NonceNotOpen,

    /// <summary>The nonce exists, but this height is outside its window.</summary>
    WindowNotOpen,

    /// <summary>The address is not registered in the topic.</summary>
    NotRegistered,

    /// <summary>The address is registered in the topic already.</summary>
    AlreadyRegistered,

    /// <summary>The account cannot pay the chain's fee for each payload.</summary>
    CannotPayDataFee,

    /// <summary>The account cannot pay the chain's fee for a registration.</summary>
    CannotPayRegistrationFee,

    /// <summary>The payload's labels break the topic's rules.</summary>
    InvalidLabels,

    /// <summary>The chain already has a submission of this address for this nonce: settled.</summary>
    AlreadySubmitted,

    /// <summary>The stake is under the required minimum.</summary>
    StakeTooSmall,

    /// <summary>The nonce has no inferences.</summary>
    NoInferences,

    /// <summary>The requested item does not exist on the chain.</summary>
    NotFound,

    /// <summary>The node is behind the requested height, or no longer has the state of it.</summary>
    NotSynced,

    /// <summary>The node serves another chain than the network is configured for.</summary>
    WrongChain,

    /// <summary>The chain requires a higher fee than the fee options allow; nothing was sent.</summary>
    FeeAboveLimit,

    /// <summary>The provider's answer cannot be submitted; nothing was sent.</summary>
    InvalidPrediction,

    /// <summary>The provider failed, or did not answer in time.</summary>
    PredictionFailed,

    /// <summary>The daily budget for fees is spent; nothing was sent, and nothing will be until the next UTC day.</summary>
    BudgetSpent,

    /// <summary>The requested native code is missing, is not for this machine, or computes wrong results.</summary>
    NativeCodeUnavailable,

    /// <summary>A key, a mnemonic, a path or a key file cannot be used: the message says what to correct.</summary>
    InvalidWallet,

    /// <summary>The wallet's journal cannot be opened or written: nothing is broadcast without it.</summary>
    JournalUnavailable,

    /// <summary>Options contradict each other or the chain: the message contains both values.</summary>
    InvalidConfiguration,

    /// <summary>The reply is larger than the node sends or this client accepts: request less at once, such as a shorter page.</summary>
    ReplyTooLarge,

    /// <summary>Another process runs the wallet and holds its journal: nothing is signed or sent here.</summary>
    JournalHeld,

    /// <summary>This process no longer holds the wallet's journal: nothing is signed or sent here any more.</summary>
    JournalLost,

    /// <summary>The gas price is ten times the last one paid, or more: it is paid, within the limits, if it still holds after half of the time.</summary>
    GasPriceJump,

    /// <summary>The wallet has signed another answer for this nonce already: a second one is never signed.</summary>
    AlreadySigned,

    /// <summary>The wallet's key was used by something else: what is on the chain was never signed here.</summary>
    UsedElsewhere,
}
