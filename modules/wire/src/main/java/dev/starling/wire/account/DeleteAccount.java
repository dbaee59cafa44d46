package dev.starling.wire.account;

/// Somebody wants their account gone, and shows that it is theirs.
public record DeleteAccount(Password password) {

  public DeleteAccount {
    password = Password.present(password);
  }
}
